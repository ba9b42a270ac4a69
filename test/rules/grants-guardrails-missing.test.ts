import { allow, role, usesRole } from './roles';
import { testRule } from './rows';
import { engine, gateway, httpGateway, policy, template, withEngine } from '../../build-tools/rule-examples/templates';
import { guardrailsMissing } from '../../src/rules/grants/guardrails-missing';

const GUARD = 'forbid (principal, action == AgentCore::Action::"agent___POST:/invocations", resource is AgentCore::Gateway) when guardrails { BedrockGuardrails::PromptAttack(["PROMPT_INJECTION"], [context.input.prompt]).maxConfidenceScore().greaterThan(decimal("0.7")) };';
const app = (statements: object[]) => template({
  Engine: engine(), Role: role(statements as never), Gateway: httpGateway({ ...usesRole, ...withEngine() }), Guard: policy({ Definition: { Policy: { Statement: GUARD } } }),
});

testRule(guardrailsMissing, {
  fails: [
    ['a role without the permission', app([]), 'S1/Gateway: role S1/Role of gateway S1/Gateway is not allowed `bedrock:InvokeGuardrailChecks`, and it needs that for policy S1/Guard; allow role S1/Role'],
  ],
  passes: [
    ['a role with the permission', app([allow('bedrock:InvokeGuardrailChecks', '*')])],
  ],
  doesNotApply: [
    ['a gateway without policies', template({ Role: role(), Gateway: gateway(usesRole) })],
  ],
  isUnknown: [
    ['a role outside the templates', template({ Engine: engine(), Gateway: httpGateway(withEngine()), Guard: policy({ Definition: { Policy: { Statement: GUARD } } }) }), 'the role of gateway S1/Gateway is not in the templates'],
  ],
});
