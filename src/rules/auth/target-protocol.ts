import { gatewayOf, evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const authTargetProtocol: Rule = {
  id: 'auth-target-protocol',
  group: 'auth',
  severity: 'error',
  sentence: 'HTTP and inference targets belong to a gateway without protocol type.',
  why: 'A gateway with the protocol type MCP supports only MCP targets. A gateway without a protocol type supports all kinds.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-create-api.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    if (target.protocol === 'mcp' || target.protocol === 'unknown') return;
    const gateway = gatewayOf(model, target);
    if (!gateway || gateway.protocol === 'unknown') return evaluation.unknown(`the protocol type of the gateway of ${target.path} is unknown`);
    if (gateway.protocol === 'none') return evaluation.pass();
    const name = target.protocol === 'http' ? 'an HTTP' : 'an inference';
    evaluation.fail({
      at: placeOf(target),
      with: [placeOf(gateway)],
      message: `the target is ${name} target, but gateway ${gateway.path} has the protocol type \`MCP\``,
      fix: target.kind === 'runtime'
        ? 'create the gateway without `ProtocolType`, or add the runtime as an MCP server'
        : 'create the gateway without `ProtocolType`, or move the target to another gateway',
    });
  }),
};
