import { evaluateEach, placeOf, runtimeOf } from '../lib/places';
import type { Rule } from '../rule';

export const authRuntimeProtocol: Rule = {
  id: 'auth-runtime-protocol',
  group: 'auth',
  severity: 'error',
  sentence: 'A runtime that a gateway calls as an MCP server has the protocol MCP.',
  why: 'A runtime with another protocol does not answer MCP requests, and the target fails when the gateway asks for the tools. Without a protocol a runtime has HTTP.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/runtime-mcp.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const runtime = runtimeOf(model, target);
    if (target.kind !== 'mcpServer' || !runtime) return;
    const { protocol } = runtime;
    if (protocol && !protocol.known) return evaluation.unknown(`only the deployment knows the protocol of ${runtime.path}`);
    if (protocol?.text === 'MCP') return evaluation.pass();
    evaluation.fail({
      at: placeOf(target),
      with: [placeOf(runtime)],
      message: `runtime ${runtime.path} is an MCP server here and has ${protocol ? `the protocol \`${protocol.text}\`` : 'no protocol, which means `HTTP`'}`,
      fix: 'give the runtime `ProtocolConfiguration: MCP`, or make it an HTTP target of a gateway without protocol type',
    });
  }),
};
