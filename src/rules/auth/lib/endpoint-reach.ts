import { endpointOf, literalHost } from './endpoint';
import type { GatewayModel, Target } from '../../../model/gateway-model';
import { Unreachable, unreachable } from '../../../service/addresses';
import { evaluateEach, placeOf } from '../../lib/places';
import type { RuleFinding, Verdict } from '../../rule';

/** Words that people write where the name of a server should be. */
const PLACEHOLDER = /(^|[.-])(placeholder|change-?me|replace-?me|todo|fixme|dummy|your-[a-z-]+)([.-]|$)/i;

/** Evaluates the hosts of endpoints that a gateway calls over the internet. */
export function evaluateReach(model: GatewayModel, rejected: Unreachable, describe: (host: string) => Pick<RuleFinding, 'message' | 'fix'>): Verdict {
  return evaluateEach(model.targets, (evaluation, target: Target) => {
    const endpoint = endpointOf(target);
    if (!endpoint || target.privateEndpoint !== undefined || target.pointsTo.kind !== 'url') return;
    const host = literalHost(endpoint.text);
    if (host === undefined) return evaluation.unknown(`the host in the endpoint of ${target.path} is unresolved until deployment`);
    const is = PLACEHOLDER.test(host) ? 'reserved' : unreachable(host);
    if (is === rejected) evaluation.fail({ at: placeOf(target), ...describe(host) });
    else evaluation.pass();
  });
}
