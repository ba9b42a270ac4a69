import type { GatewayModel, Located } from '../../../model/gateway-model';
import { property, ResolvedRecord } from '../../../model/value';
import { placeOf } from '../../lib/places';
import type { Evaluation } from '../../rule';

/** Evaluates whether the key of a resource is one of the customer, whichever. */
export function evaluateKey(evaluation: Evaluation, model: GatewayModel, at: Located & { readonly properties: ResolvedRecord }, name: string): void {
  const key = property(at.properties, name);
  if (key === undefined) {
    return evaluation.fail({
      at: placeOf(at), message: 'no KMS key is given, so a key of AWS encrypts it', fix: `give the ARN of a KMS key of your own as \`${name}\``,
    });
  }
  const expression = typeof key === 'string' && Object.hasOwn(model.symbols, key) ? model.symbols[key] : undefined;
  const mayBeMissing = expression?.is === 'if' && (expression.whenTrue === undefined || expression.whenFalse === undefined);
  if (mayBeMissing) evaluation.unknown(`only the deployment knows whether ${at.path} has a KMS key`);
  else evaluation.pass();
}
