import { testRule } from './rows';
import { engine, gateway, lambdaTarget, PARAMETERS, policy, template, UNKNOWN, withEngine } from '../../build-tools/rule-examples/templates';
import { policyPermissive } from '../../src/rules/policies/permissive';

const app = (statement: string, properties: object = {}) => template({
  Engine: engine(), Gateway: gateway(withEngine()), Weather: lambdaTarget(), Permit: policy(properties as never, statement),
}, PARAMETERS);
const ALL = 'permit(principal, action == AgentCore::Action::"weather___forecast", '
  + 'resource == AgentCore::Gateway::"arn:aws:bedrock-agentcore:eu-west-1:111122223333:gateway/tools-0123456789")';

testRule(policyPermissive, {
  fails: [
    ['one action for everyone', app(`${ALL};`), 'the policy permits these calls to everyone, without a condition; the service rejects it: "Overly Permissive'],
    ['a policy of an engine without gateway', template({ Engine: engine(), Permit: policy({}, `${ALL};`) }), 'to everyone'],
  ],
  passes: [
    ['a condition', app(`${ALL} when { context.system.now > datetime("2026-01-01") };`)],
    ['a validation mode that ignores it', app(`${ALL};`, { ValidationMode: 'IGNORE_ALL_FINDINGS' })],
    ['a forbid', app(ALL.replace('permit', 'forbid') + ';')],
  ],
  doesNotApply: [
    ['an app without policies', template({ Gateway: gateway() })],
  ],
  isUnknown: [
    ['a statement that is a parameter', template({ Engine: engine(), Gateway: gateway(withEngine()), Permit: policy({ Definition: UNKNOWN }) }, PARAMETERS), 'the text of policy S1/Permit'],
  ],
});
