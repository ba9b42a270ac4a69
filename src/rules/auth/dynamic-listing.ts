import type { Gateway } from '../../model/gateway-model';
import { Certainty, property } from '../../model/value';
import { gatewayOf, evaluateEach, knownText, placeOf, waits } from '../lib/places';
import type { Rule } from '../rule';
import { outboundOf } from './lib/outbound-credentials';

export const authDynamicListing: Rule = {
  id: 'auth-dynamic-listing',
  group: 'auth',
  severity: 'error',
  sentence: 'A target with listing mode DYNAMIC belongs to a gateway without semantic search, and does not use the OAuth authorization code grant.',
  why: 'Both need the tools in advance, and with DYNAMIC the gateway asks the server anew for every caller. The service refuses the combination.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const { listingMode } = target;
    if (!listingMode) return;
    if (!listingMode.known) return evaluation.unknown(`only the deployment knows the listing mode of ${target.path}`);
    if (knownText(listingMode) !== 'DYNAMIC') return;
    const outbound = outboundOf(target);
    if (outbound.is === 'known' && outbound.kind === 'OAUTH_AUTHORIZATION_CODE') {
      return evaluation.fail({
        at: placeOf(target),
        message: 'listing mode `DYNAMIC` is given together with the OAuth grant type `AUTHORIZATION_CODE`',
        fix: 'use the listing mode `DEFAULT`, or another grant type',
      });
    }
    const gateway = gatewayOf(model, target);
    if (!gateway || searches(gateway) === 'unknown') return evaluation.unknown(`whether the gateway of ${target.path} has semantic search is not known`);
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
  return waits(configuration) || waits(property(configuration, 'Mcp')) ? 'unknown' : 'no';
}
