import { Deployed } from './deployed';
import type { Gateway } from '../../../model/gateway-model';
import { judgeEach } from '../../lib/places';
import type { Judgement, RuleInput, Verdict } from '../../rule';

/** Judges each gateway together with itself as it is deployed; not applicable without a deployed app. */
export function judgeChanges({ model, deployed }: RuleInput, look: (judgement: Judgement, now: Gateway, before: Gateway) => void): Verdict {
  if (!deployed) return { is: 'not-applicable' };
  const counterparts = new Deployed(model, deployed);
  const byAddress = new Map(deployed.gateways.map((gateway) => [gateway.address, gateway]));
  return judgeEach(model.gateways, (judgement, gateway) => {
    const before = byAddress.get(counterparts.counterpart(gateway.address)?.address ?? '');
    if (before) look(judgement, gateway, before);
  });
}
