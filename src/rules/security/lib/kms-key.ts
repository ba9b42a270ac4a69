import type { GatewayModel, Located } from '../../../model/gateway-model';
import { property, ResolvedRecord } from '../../../model/value';
import { placeOf } from '../../lib/places';
import type { Judgement } from '../../rule';

/** Judges whether the key of a resource is one of the customer, whichever. */
export function judgeKey(judgement: Judgement, model: GatewayModel, at: Located & { readonly properties: ResolvedRecord }, name: string): void {
  const key = property(at.properties, name);
  if (key === undefined) {
    return judgement.fail({
      at: placeOf(at), message: 'no KMS key is given, so a key of AWS encrypts it', fix: `give the ARN of a KMS key of your own as \`${name}\``,
    });
  }
  const expression = typeof key === 'string' && Object.hasOwn(model.symbols, key) ? model.symbols[key] : undefined;
  const mayBeMissing = expression?.is === 'if' && (expression.whenTrue === undefined || expression.whenFalse === undefined);
  if (mayBeMissing) judgement.cannotTell(`only the deployment knows whether ${at.path} has a KMS key`);
  else judgement.pass();
}
