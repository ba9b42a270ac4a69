import { App } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { ToolsStack } from './tools-stack';

// Synthesizes once. Throws if a rule reports an error.
const stack = new ToolsStack(new App(), 'Tools');
const template = Template.fromStack(stack);

test('the gateway lists the tools of the orders and the catalog', () => {
  expect(stack.tools.targets.flatMap((target) => target.toolNames)).toEqual([
    'orders___get_order', 'orders___refund_order', 'catalog___find_articles',
  ]);
});

test('callers sign their requests', () => {
  template.hasResourceProperties('AWS::BedrockAgentCore::Gateway', { AuthorizerType: 'AWS_IAM' });
});

test('the assistant may call this gateway only', () => {
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([{
        Action: 'bedrock-agentcore:InvokeGateway',
        Effect: 'Allow',
        Resource: stack.resolve(stack.tools.gatewayArn),
      }]),
    },
    Roles: [{ Ref: Match.stringLikeRegexp('^Assistant') }],
  });
});

test('there are no warnings', () => {
  Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
});
