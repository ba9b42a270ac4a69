import { App } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { ToolsStack } from './tools-stack';

// Synthesized once. An error of a rule throws here, with what to change.
const stack = new ToolsStack(new App(), 'Tools');
const template = Template.fromStack(stack);

test('agents see the tools of the orders and of the catalog', () => {
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
