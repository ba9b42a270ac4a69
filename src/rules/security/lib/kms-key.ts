import type { GatewayModel, Located } from '../../../model/gateway-model';
import { property, ResolvedRecord } from '../../../model/value';
import { placeOf } from '../../lib/places';
import type { Evaluation } from '../../rule';

/** Evaluates whether a resource has a customer managed key. */
export function evaluateKey(evaluation: Evaluation, model: GatewayModel, at: Located & { readonly properties: ResolvedRecord }, name: string): void {
  const key = property(at.properties, name);
  if (key === undefined) {
    return evaluation.fail({
      at: placeOf(at), message: 'there is no customer managed KMS key, so the service uses an AWS owned key', fix: `set \`${name}\` to the ARN of a customer managed KMS key`,
    });
  }
  const expression = typeof key === 'string' && Object.hasOwn(model.symbols, key) ? model.symbols[key] : undefined;
  const mayBeMissing = expression?.is === 'if' && (expression.whenTrue === undefined || expression.whenFalse === undefined);
  if (mayBeMissing) evaluation.unknown(`it is unknown until deployment whether ${at.path} has a customer managed KMS key`);
  else evaluation.pass();
}
