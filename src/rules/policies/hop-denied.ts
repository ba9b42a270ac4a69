import type { GatewayModel, Target } from '../../model/gateway-model';
import { evaluateEach, gatewayOf, innerGatewayOf, placeOf } from '../lib/places';
import type { Rule } from '../rule';

/** An inner gateway permits calls by the role of its outer gateway. */
export const policyHopDenied: Rule = {
  id: 'policies-hop-denied',
  group: 'policies',
  severity: 'warning',
  sentence: 'The policies of an inner gateway permit at least one tool to the role of the outer gateway.',
  why: 'The inner gateway evaluates its policies for the role of the outer gateway, not for the original caller. If they deny every tool to that role, '
    + 'the outer gateway lists no tools of the inner gateway, and the target may fail.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/use-gateway-with-policy.html',
  evaluate: ({ model }) => {
    const hops = model.targets.filter((target) => innerGatewayOf(model, target)?.policyEngine?.mode?.text === 'ENFORCE');
    const policies = hops.length === 0 ? undefined : hopPolicies(model);
    return evaluateEach(hops, (evaluation, target) => {
      const answers = policies!.answersTo(target.address);
      const inner = innerGatewayOf(model, target)!;
      if (!answers) return evaluation.unknown(`it is unknown what the policies of gateway ${inner.path} permit to the role of target ${target.path}`);
      const values = [...answers.values()];
      if (values.length === 0 || values.some((answer) => answer !== 'no')) return evaluation.pass();
      evaluation.fail({ at: placeOf(target), with: [placeOf(inner)], ...finding(model, target, inner.path) });
    });
  },
};

function finding(model: GatewayModel, target: Target, inner: string) {
  const outer = gatewayOf(model, target);
  const role = model.roles.find(({ address }) => address === outer?.role?.address);
  return {
    message: `gateway ${inner} denies every tool to role ${role?.path}, with which gateway ${outer?.path} calls it, so no tool comes through target ${target.path}`,
    fix: `add a policy to gateway ${inner} that permits the tools to that role: principal == AgentCore::IamEntity::"arn:<partition>:sts::<account>:assumed-role/<name of ${role?.path}>"`,
  };
}

/** Loaded lazily, so that apps without policies do not load the Cedar engine. */
function hopPolicies(model: GatewayModel) {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { HopPolicies } = require('../../cedar/hop-policies') as typeof import('../../cedar/hop-policies');
  return new HopPolicies(model);
}
