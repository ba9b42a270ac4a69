import type { GatewayModel, Target } from '../../model/gateway-model';
import { evaluateEach, knownText, placeOf, stackOf } from '../lib/places';
import type { Rule } from '../rule';
import { hostOf } from './lib/endpoint';
import { outboundOf } from './lib/outbound-credentials';

export const authSigningRegion: Rule = {
  id: 'auth-signing-region',
  group: 'auth',
  severity: 'error',
  sentence: 'Calls are signed for the region of the endpoint.',
  why: 'The gateway signs for its own region unless the target sets another region, and a service rejects signatures for other regions.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-adding-targets-authorization.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const outbound = outboundOf(target);
    if (target.kind !== 'mcpServer' && target.kind !== 'openApi') return;
    if (outbound.is !== 'known' || outbound.kind !== 'GATEWAY_IAM_ROLE') return;
    const region = regionOf(model, target);
    if (region === undefined) return;
    const given = outbound.credential!.region;
    const signed = given ? knownText(given) : stackOf(model, target.address)?.region;
    if (signed === undefined) return evaluation.unknown(`the region that calls to ${target.path} are signed for is unresolved until deployment`);
    if (signed === region) return evaluation.pass();
    evaluation.fail({
      at: placeOf(target),
      message: `calls are signed for region \`${signed}\`${given ? '' : ', the region of the gateway'}, but the endpoint is in \`${region}\``,
      fix: `write \`${region}\` as the region of \`IamCredentialProvider\``,
    });
  }),
};

/** The region of the AWS endpoint that a target calls, if the endpoint contains it. */
function regionOf(model: GatewayModel, { pointsTo }: Target): string | undefined {
  const inApp = (pointsTo.kind === 'runtime' || pointsTo.kind === 'gateway') && pointsTo.address !== undefined
    ? stackOf(model, pointsTo.address)?.region
    : undefined;
  return inApp ?? ('url' in pointsTo && pointsTo.url ? hostOf(pointsTo.url.text)?.region : undefined);
}
