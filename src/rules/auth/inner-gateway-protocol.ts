import { innerGatewayOf, evaluateEach, placeOf, placesOf } from '../lib/places';
import type { Rule } from '../rule';

export const authInnerGatewayProtocol: Rule = {
  id: 'auth-inner-gateway-protocol',
  group: 'auth',
  severity: 'error',
  sentence: 'An inner gateway has MCP tools.',
  why: 'The outer gateway lists the tools of the inner gateway while the target is created. A gateway without MCP targets has no tools.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const inner = innerGatewayOf(model, target);
    if (!inner) return;
    const protocols = inner.targets.map((address) => placesOf(model).targets.get(address)?.protocol ?? 'unknown');
    if (inner.protocol === 'MCP' || protocols.includes('mcp')) return evaluation.pass();
    if (inner.protocol === 'unknown' || protocols.length === 0 || protocols.includes('unknown')) {
      return evaluation.unknown(`it is unknown until deployment whether gateway ${inner.path} has MCP targets`);
    }
    evaluation.fail({
      at: placeOf(target),
      with: [placeOf(inner)],
      message: `gateway ${inner.path} has no protocol type and no MCP target, so it lists no tools`,
      fix: `point the target to a gateway with the protocol type \`MCP\`, or add the targets of ${inner.path} to this gateway`,
    });
  }),
};
