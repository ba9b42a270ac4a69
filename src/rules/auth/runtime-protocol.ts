import { evaluateEach, placeOf, runtimeOf } from '../lib/places';
import type { Rule } from '../rule';

export const authRuntimeProtocol: Rule = {
  id: 'auth-runtime-protocol',
  group: 'auth',
  severity: 'error',
  sentence: 'A runtime that a gateway calls as an MCP server has the protocol MCP.',
  why: 'A runtime with another protocol does not support MCP requests, so the target fails when the gateway lists the tools. The default protocol of a runtime is HTTP.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/runtime-mcp.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const runtime = runtimeOf(model, target);
    if (target.kind !== 'mcpServer' || !runtime) return;
    const { protocol } = runtime;
    if (protocol && !protocol.known) return evaluation.unknown(`the protocol of ${runtime.path} is unresolved until deployment`);
    if (protocol?.text === 'MCP') return evaluation.pass();
    evaluation.fail({
      at: placeOf(target),
      with: [placeOf(runtime)],
      message: `the target calls runtime ${runtime.path} as an MCP server, but the runtime has ${protocol ? `the protocol \`${protocol.text}\`` : 'no protocol, which means `HTTP`'}`,
      fix: 'set `ProtocolConfiguration: MCP` on the runtime, or add the runtime as an HTTP target to a gateway without protocol type',
    });
  }),
};
