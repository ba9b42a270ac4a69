import { innerGatewayOf, evaluateEach, placeOf, placesOf } from '../lib/places';
import type { Rule } from '../rule';

export const authInnerGatewayProtocol: Rule = {
  id: 'auth-inner-gateway-protocol',
  group: 'auth',
  severity: 'error',
  sentence: 'A gateway behind another one offers MCP tools.',
  why: 'The outer gateway asks the inner one for its tools while the target is created, and fails where there is nobody to answer.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const inner = innerGatewayOf(model, target);
    if (!inner) return;
    if (inner.protocol === 'MCP') return evaluation.pass();
    const protocols = inner.targets.map((address) => placesOf(model).targets.get(address)?.protocol ?? 'unknown');
    // Without a protocol type a gateway can have MCP targets too; what it answers as an MCP server is not documented.
    if (inner.protocol === 'unknown' || protocols.length === 0 || protocols.some((protocol) => protocol === 'mcp' || protocol === 'unknown')) {
      return evaluation.unknown(`whether ${inner.path}, which has no protocol type, answers as an MCP server is not documented`);
    }
    evaluation.fail({
      at: placeOf(target),
      with: [placeOf(inner)],
      message: `gateway ${inner.path} has no protocol type and no MCP target, so it lists no tools`,
      fix: `point the target at a gateway with the protocol type \`MCP\`, or add the targets of ${inner.path} to this gateway`,
    });
  }),
};
