import { guardedGateways } from './lib/guardrails';
import { property } from '../../model/value';
import { evaluateEach, placeOf } from '../lib/places';
import { listed } from '../lib/wording';
import { namedActions } from '../order/lib/named-actions';
import type { Rule } from '../rule';

/** An agent that a guardrail policy is about has an API schema. */
export const policyGuardrailSchema: Rule = {
  id: 'policies-guardrail-schema',
  group: 'policies',
  severity: 'warning',
  sentence: 'An agent behind a gateway with guardrail policies has an API schema.',
  why: 'The service finds the prompt in a request with the API schema of the target. Without the schema, it denies benign calls too.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-guardrails.html, https://github.com/aws/agentcore-cli/issues/1985',
  evaluate: ({ model }) => evaluateEach(guardedGateways(model), (evaluation, { gateway, policies }) => {
    const named = policies.map((policy) => namedActions(policy));
    const targets = model.targets.filter((target) => target.gateway?.address === gateway.address && (target.kind === 'runtime' || target.kind === 'passthrough')
      && named.some((actions) => !actions || actions.length === 0 || actions.some((action) => action.target === target.name?.text)));
    for (const target of targets) {
      if (property(target.configuration, 'Schema') !== undefined) {
        evaluation.pass();
        continue;
      }
      evaluation.fail({
        at: placeOf(target),
        with: policies.map(placeOf),
        message: `target ${target.path} has no API schema, but ${policies.length > 1 ? 'policies' : 'policy'} ${listed(policies.map(({ path }) => path))} ${policies.length > 1 ? 'evaluate' : 'evaluates'} its requests with a guardrail`,
        fix: 'add the OpenAPI document of the agent as `Schema` of the target configuration',
      });
    }
  }),
};
