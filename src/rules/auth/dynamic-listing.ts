import type { Gateway } from '../../model/gateway-model';
import { Certainty, property } from '../../model/value';
import { gatewayOf, evaluateEach, knownText, placeOf, isUnresolved } from '../lib/places';
import type { Rule } from '../rule';
import { outboundOf } from './lib/outbound-credentials';

export const authDynamicListing: Rule = {
  id: 'auth-dynamic-listing',
  group: 'auth',
  severity: 'error',
  sentence: 'A target with listing mode DYNAMIC belongs to a gateway without semantic search, and does not use the OAuth authorization code grant.',
  why: 'Both need the tools in advance, but with DYNAMIC the gateway lists the tools of the server for each caller. The service rejects the combination.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const { listingMode } = target;
    if (!listingMode) return;
    if (!listingMode.known) return evaluation.unknown(`the listing mode of ${target.path} is unresolved until deployment`);
    if (knownText(listingMode) !== 'DYNAMIC') return;
    const outbound = outboundOf(target);
    if (outbound.is === 'known' && outbound.kind === 'OAUTH_AUTHORIZATION_CODE') {
      return evaluation.fail({
        at: placeOf(target),
        message: 'listing mode `DYNAMIC` is combined with the OAuth grant type `AUTHORIZATION_CODE`',
        fix: 'use the listing mode `DEFAULT`, or another grant type',
      });
    }
    const gateway = gatewayOf(model, target);
    if (!gateway || searches(gateway) === 'unknown') return evaluation.unknown(`it is unknown until deployment whether the gateway of ${target.path} has semantic search`);
    if (searches(gateway) === 'no') return evaluation.pass();
    evaluation.fail({
      at: placeOf(target),
      with: [placeOf(gateway)],
      message: `listing mode is \`DYNAMIC\`, and gateway ${gateway.path} has semantic search`,
      fix: 'use the listing mode `DEFAULT`, or create the gateway without `SearchType`',
    });
  }),
};

function searches({ mcp, properties }: Gateway): Certainty {
  if (mcp) return mcp.search === 'on' ? 'yes' : mcp.search === 'off' ? 'no' : 'unknown';
  const configuration = property(properties, 'ProtocolConfiguration');
  return isUnresolved(configuration) || isUnresolved(property(configuration, 'Mcp')) ? 'unknown' : 'no';
}
