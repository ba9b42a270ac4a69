import { testRule } from './rows';
import { getAtt, join, mcpRuntimeTarget, mcpTarget, ref, runtime, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authEndpointEncoding } from '../../src/rules/auth/endpoint-encoding';

const url = (arn: unknown) => join('https://bedrock-agentcore.', ref('AWS::Region'), '.amazonaws.com/runtimes/', arn, '/invocations?qualifier=DEFAULT');
const LITERAL = 'arn%3Aaws%3Abedrock-agentcore%3Aeu-west-1%3A111122223333%3Aruntime%2Fdocs-abcdefghij';

testRule(authEndpointEncoding, {
  fails: [
    ['the ARN of a runtime', withTarget(mcpTarget(url(getAtt('Docs', 'AgentRuntimeArn'))), { Docs: runtime() }),
      'S1/Target: the ARN in the endpoint `https://bedrock-agentcore.⟨AWS::Region⟩.amazonaws.com/runtimes/⟨S1.Docs.AgentRuntimeArn⟩/invocations?qualifier=DEFAULT` is not URL-encoded; write `%3A` for each colon and `%2F` for each slash of the ARN'],
    ['a literal ARN', withTarget(mcpTarget(url(decodeURIComponent(LITERAL)))), 'is not URL-encoded'],
  ],
  passes: [['an ARN encoded by functions', withTarget(mcpRuntimeTarget('Docs'), { Docs: runtime() })], ['a literal ARN, encoded', withTarget(mcpTarget(url(LITERAL)))]],
  doesNotApply: [['another server', withTarget(mcpTarget('https://docs.example.com/mcp'))]],
  isUnknown: [['an ARN that is a parameter', withTarget(mcpTarget(url(UNKNOWN))), 'whether the ARN in the endpoint of S1/Target is URL-encoded']],
});
