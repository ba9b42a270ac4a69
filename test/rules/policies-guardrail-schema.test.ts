import { testRule } from './rows';
import { agentTarget, engine, gateway, getAtt, httpGateway, PARAMETERS, policy, runtime, template, withEngine } from '../../build-tools/rule-examples/templates';
import { policyGuardrailSchema } from '../../src/rules/policies/guardrail-schema';

const GUARD = 'forbid (principal, action == AgentCore::Action::"agent___POST:/invocations", resource is AgentCore::Gateway) when guardrails { BedrockGuardrails::PromptAttack(["PROMPT_INJECTION"], [context.input.prompt]).maxConfidenceScore().greaterThan(decimal("0.7")) };';
const app = (configuration: object, statement = GUARD) => template({
  Engine: engine(),
  Gateway: httpGateway(withEngine()),
  Docs: runtime(),
  Agent: agentTarget(getAtt('Docs', 'AgentRuntimeArn'), {}, configuration as never),
  Guard: policy({ Definition: { Policy: { Statement: statement } } }),
}, PARAMETERS);

testRule(policyGuardrailSchema, {
  fails: [
    ['an agent without schema', app({}), 'S1/Agent: target S1/Agent has no API schema, but policy S1/Guard evaluates its requests with a guardrail; add the OpenAPI document of the agent'],
  ],
  passes: [
    ['an agent with a schema', app({ Schema: { Source: { InlinePayload: '{}' } } })],
  ],
  doesNotApply: [
    ['a policy without guardrail', app({}, 'forbid(principal, action, resource is AgentCore::Gateway);')],
    ['an app without policies', template({ Gateway: gateway() })],
  ],
  isUnknown: [

  ],
});
