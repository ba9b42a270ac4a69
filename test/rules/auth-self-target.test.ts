import { testRule } from './rows';
import { gateway, gatewayTarget, lambdaTarget, mcpTarget, withTarget } from '../../build-tools/rule-examples/templates';
import { authSelfTarget } from '../../src/rules/auth/self-target';

testRule(authSelfTarget, {
  fails: [['a target of its own gateway', withTarget(gatewayTarget('Gateway')),
    'S1/Target: the target points to its own gateway S1/Gateway; remove the target, or point it to another gateway (with S1/Gateway)']],
  passes: [
    ['a target of another gateway', withTarget(gatewayTarget('Inner'), { Inner: gateway({ Name: 'inner' }) })],
    ['a gateway elsewhere', withTarget(mcpTarget('https://x.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp'))],
  ],
  doesNotApply: [['other targets', withTarget(lambdaTarget())]],
  isUnknown: [],
});
