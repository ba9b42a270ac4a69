import type { Gateway } from '../../../model/gateway-model';
import { Deployed } from '../../lib/deployed';
import { evaluateEach } from '../../lib/places';
import type { Evaluation, RuleContext, Verdict } from '../../rule';

/** Compares each gateway with the deployed gateway; not applicable without a deployed app. */
export function evaluateChanges({ model, deployed }: RuleContext, evaluate: (evaluation: Evaluation, now: Gateway, before: Gateway) => void): Verdict {
  if (!deployed) return { is: 'not-applicable' };
  const counterparts = new Deployed(model, deployed);
  const byAddress = new Map(deployed.gateways.map((gateway) => [gateway.address, gateway]));
  return evaluateEach(model.gateways, (evaluation, gateway) => {
    const before = byAddress.get(counterparts.counterpart(gateway.address)?.address ?? '');
    if (before) evaluate(evaluation, gateway, before);
  });
}
