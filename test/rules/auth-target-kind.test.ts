import { testRule } from './rows';
import { getAtt, lambdaTarget, runtime, target, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authTargetKind } from '../../src/rules/auth/target-kind';

const server = { Endpoint: getAtt('Gateway', 'GatewayUrl') };

testRule(authTargetKind, {
  fails: [
    ['two kinds of MCP targets', withTarget(target({ Mcp: { McpServer: server, OpenApiSchema: { InlinePayload: '{}' } } })),
      'S1/Target: the target configuration names 2 kinds of target: `Mcp.McpServer`, `Mcp.OpenApiSchema`; keep one kind, and add a separate target for each other kind'],
    ['an MCP and an HTTP target', withTarget(target({ Mcp: { McpServer: server }, Http: { AgentcoreRuntime: { Arn: getAtt('Docs', 'AgentRuntimeArn') } } }), { Docs: runtime() }), '`Mcp.McpServer`, `Http.AgentcoreRuntime`'],
    ['no kind', withTarget(target({ Mcp: {} })), 'the target configuration names no kind of target; add one, for example `Mcp.Lambda`'],
  ],
  passes: [['one kind', withTarget(lambdaTarget())], ['one kind of which nothing is known', withTarget(target({ Mcp: UNKNOWN }))]],
  doesNotApply: [['an app without targets', {}]],
  isUnknown: [['a configuration that is a parameter', withTarget(target(UNKNOWN)), 'the configuration of S1/Target']],
});
