import { AGENTCORE } from '../../service/agentcore';
import { CREDENTIALS } from '../../service/credential-kinds';
import { gatewayOf, innerGatewayOf, evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { outboundOf } from './lib/outbound-credentials';

export const authInnerGatewayAuthorizer: Rule = {
  id: 'auth-inner-gateway-authorizer',
  group: 'auth',
  severity: 'error',
  sentence: 'An inner gateway that is called with the role of the outer gateway has the authorizer type AWS_IAM.',
  why: 'A gateway that requires a token rejects signed requests, so the outer gateway cannot list its tools and the target fails.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const inner = innerGatewayOf(model, target);
    const inbound = inner?.authorizer.type;
    if (!inner || !inbound) return;
    if (!inbound.known) return evaluation.unknown(`the authorizer type of ${inner.path} is unresolved until deployment`);
    if (inbound.text === 'AWS_IAM') return evaluation.pass();
    const outbound = outboundOf(target);
    if (outbound.is === 'malformed') return;
    const sends = outbound.is === 'known' && !['GATEWAY_IAM_ROLE', 'NONE'].includes(outbound.kind);
    if (outbound.is !== 'known' || sends || inbound.text !== 'CUSTOM_JWT') {
      return evaluation.unknown(`inner gateways are documented only with the authorizer type AWS_IAM, and ${inner.path} has ${inbound.text}`);
    }
    evaluation.fail({
      at: placeOf(target),
      with: [placeOf(inner)],
      message: `${gatewayOf(model, target)?.path ?? 'the gateway'} calls gateway ${inner.path} with ${CREDENTIALS[outbound.kind].text}, but the inner gateway has the authorizer type \`${inbound.text}\``,
      fix: `create ${inner.path} with the authorizer type \`AWS_IAM\`, and call it with \`GATEWAY_IAM_ROLE\` for the service \`${AGENTCORE}\``,
    });
  }),
};
