import { testRule } from './rows';
import { invocationUrl, join, mcpTarget, ref, runtime, withTarget } from '../../build-tools/rule-examples/templates';
import { authEndpointHost } from '../../src/rules/auth/endpoint-host';

const arn = (partition: string, region: string) => encodeURIComponent(`arn:${partition}:bedrock-agentcore:${region}:111122223333:runtime/docs-abcdefghij`);
const url = (host: unknown, arnText = arn('aws', 'eu-west-1')) => withTarget(mcpTarget(join('https://bedrock-agentcore.', host, '/runtimes/', arnText, '/invocations')));

testRule(authEndpointHost, {
  fails: [
    ['a host in China without its suffix', url('cn-north-1.amazonaws.com', arn('aws-cn', 'cn-north-1')),
      'S1/Target: the host ends in `amazonaws.com`, but hosts in region `cn-north-1` end in `amazonaws.com.cn`; write `amazonaws.com.cn`, or the pseudo parameter `AWS::URLSuffix`'],
    ['a suffix that is wrong where the stack is deployed', {
      template: withTarget(mcpTarget(join('https://x.gateway.bedrock-agentcore.', ref('AWS::Region'), '.amazonaws.com/mcp'))), region: 'cn-northwest-1',
    }, 'hosts in region `cn-northwest-1` end in `amazonaws.com.cn`'],
    ['an ARN of another partition', url('cn-north-1.amazonaws.com.cn', arn('aws', 'cn-north-1')), 'the ARN has the partition `aws`, but region `cn-north-1` is in partition `aws-cn`'],
    ['an ARN of another region', url('us-east-1.amazonaws.com'), 'the host is in region `us-east-1`, but the runtime is in `eu-west-1`; write `eu-west-1` in the host'],
  ],
  passes: [
    ['a host that fits', url('eu-west-1.amazonaws.com')],
    ['a host in China', url('cn-north-1.amazonaws.com.cn', arn('aws-cn', 'cn-north-1'))],
    ['a host for any region', withTarget(mcpTarget(invocationUrl('Docs')), { Docs: runtime() })],
  ],
  doesNotApply: [['a host of someone else', withTarget(mcpTarget('https://bedrock-agentcore.example.com'))], ['a function URL', withTarget(mcpTarget('https://abc.lambda-url.eu-west-1.on.aws'))]],
  isUnknown: [['a suffix for some regions', url(join(ref('AWS::Region'), '.amazonaws.com')), 'whether the host in the endpoint of S1/Target matches its region']],
});
