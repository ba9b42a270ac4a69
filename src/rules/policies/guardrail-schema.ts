import { guardedGateways } from './lib/guardrails';
import type { GatewayModel, Target } from '../../model/gateway-model';
import { property, textOf } from '../../model/value';
import { DEFAULT_RUNTIME_PROTOCOL, PROTOCOLS_WITH_SCHEMA } from '../../service/values';
import { evaluateEach, knownText, placeOf, runtimeOf } from '../lib/places';
import { listed } from '../lib/wording';
import { namedActions } from '../order/lib/named-actions';
import type { Rule } from '../rule';

/** An agent that a guardrail policy is about has an API schema. */
export const policyGuardrailSchema: Rule = {
  id: 'policies-guardrail-schema',
  group: 'policies',
  severity: 'error',
  sentence: 'An agent behind a gateway with guardrail policies has an API schema.',
  why: 'The service finds the prompt in a request with the API schema of the target. Without the schema, it denies benign calls too. It has schemas of its own only for the protocols MCP and A2A.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-http-runtime.html, https://github.com/aws/agentcore-cli/issues/1985',
  evaluate: ({ model }) => evaluateEach(guardedGateways(model), (evaluation, { gateway, policies }) => {
    const named = policies.map((policy) => namedActions(policy));
    const targets = model.targets.filter((target) => target.gateway?.address === gateway.address && (target.kind === 'runtime' || target.kind === 'passthrough')
      && named.some((actions) => !actions || actions.length === 0 || actions.some((action) => action.target === target.name?.text)));
    for (const target of targets) {
      const protocol = protocolOf(model, target);
      if (property(target.configuration, 'Schema') !== undefined || (protocol !== undefined && PROTOCOLS_WITH_SCHEMA.includes(protocol))) {
        evaluation.pass();
      } else if (protocol === undefined || protocol === 'INFERENCE') {
        evaluation.unknown(`it is unknown whether the service has a schema for the API of target ${target.path}`);
      } else {
        evaluation.fail({
          at: placeOf(target),
          with: policies.map(placeOf),
          message: `target ${target.path} with protocol ${protocol} has no API schema, but ${policies.length > 1 ? 'policies' : 'policy'} ${listed(policies.map(({ path }) => path))} ${policies.length > 1 ? 'evaluate' : 'evaluates'} its requests with a guardrail`,
          fix: 'add the OpenAPI document of the agent as `Schema` of the target configuration (with `apiSchema` of `addAgent` of cdk-agentcore-gateway, for example)',
        });
      }
    }
  }),
};

/** Undefined for a runtime outside the app, and for a protocol that is unresolved until deployment. */
function protocolOf(model: GatewayModel, target: Target): string | undefined {
  if (target.kind === 'passthrough') return knownText(textOf(property(target.configuration, 'ProtocolType')));
  const runtime = runtimeOf(model, target);
  return runtime && (runtime.protocol ? knownText(runtime.protocol) : DEFAULT_RUNTIME_PROTOCOL);
}
