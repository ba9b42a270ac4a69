import { testRule } from './rows';
import { agentTarget, engine, gateway, getAtt, httpGateway, PARAMETERS, passthroughTarget, policy, runtime, template, UNKNOWN, withEngine } from '../../build-tools/rule-examples/templates';
import { policyGuardrailSchema } from '../../src/rules/policies/guardrail-schema';

const GUARD = 'forbid (principal, action == AgentCore::Action::"agent___POST:/invocations", resource is AgentCore::Gateway) when guardrails { BedrockGuardrails::PromptAttack(["PROMPT_INJECTION"], [context.input.prompt]).maxConfidenceScore().greaterThan(decimal("0.7")) };';
const guarded = (resources: Record<string, unknown>, statement = GUARD) => template({
  Engine: engine(),
  Gateway: httpGateway(withEngine()),
  ...resources,
  Guard: policy({ Definition: { Policy: { Statement: statement } } }),
}, PARAMETERS);
const app = (configuration: object, statement = GUARD, protocol: unknown = 'HTTP') => guarded({
  Docs: runtime({ ProtocolConfiguration: protocol }),
  Agent: agentTarget(getAtt('Docs', 'AgentRuntimeArn'), {}, configuration as never),
}, statement);
const passthrough = (ProtocolType: unknown) => guarded({ Agent: passthroughTarget({ Name: 'agent' }, { ProtocolType }) });

testRule(policyGuardrailSchema, {
  fails: [
    ['an agent without schema', app({}), 'S1/Agent: target S1/Agent with protocol HTTP has no API schema, but policy S1/Guard evaluates its requests with a guardrail; add the OpenAPI document of the agent'],
    ['an agent with the default protocol', app({}, GUARD, { Ref: 'AWS::NoValue' }), 'target S1/Agent with protocol HTTP has no API schema'],
    ['an AG-UI agent', app({}, GUARD, 'AGUI'), 'with protocol AGUI'],
    ['an endpoint with a protocol of its own', passthrough('CUSTOM'), 'with protocol CUSTOM'],
    ['a policy about every action', app({}, 'forbid(principal, action, resource is AgentCore::Gateway) when guardrails { true };'), 'target S1/Agent'],
  ],
  passes: [
    ['an agent with a schema', app({ Schema: { Source: { InlinePayload: '{}' } } })],
    ['an A2A agent, whose API the service knows', app({}, GUARD, 'A2A')],
    ['an MCP server, whose API the service knows', passthrough('MCP')],
  ],
  doesNotApply: [
    ['a policy without guardrail', app({}, 'forbid(principal, action, resource is AgentCore::Gateway);')],
    ['an app without policies', template({ Gateway: gateway() })],
  ],
  isUnknown: [
    ['a runtime outside the app', guarded({ Agent: agentTarget('arn:aws:bedrock-agentcore:eu-west-1:111122223333:runtime/agent-0123456789') }), 'whether the service has a schema for the API of target S1/Agent'],
    ['an inference endpoint, which may be of a provider that the service knows', passthrough('INFERENCE'), 'target S1/Agent'],
    ['a protocol that is unresolved until deployment', app({}, GUARD, UNKNOWN), 'target S1/Agent'],
  ],
});
