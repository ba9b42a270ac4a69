import { makeDepend } from './lib/make-depend';
import { OuterTarget, outerTargets } from './lib/outer-targets';
import { namedCarriers, policiesAndWhatTheyAllow, policyOrder } from './lib/policy-order';
import { needsOf } from '../lib/needs/needs';
import { listed, placeOf } from '../lib/wording';
import { Evaluation, Rule, RuleContext } from '../rule';

/** A target that lists the tools of an inner gateway depends on the targets of the inner gateway and on their policies. */
export const outerBeforeInner: Rule = {
  id: 'order-outer-before-inner',
  group: 'order',
  severity: 'error',
  sentence: 'A target that points to an inner gateway is created after all targets of the inner gateway and their policies.',
  why: 'The service lists the tools of the inner gateway once, while it creates the target. '
    + 'The tools of targets that are created later are missing, or the target fails because there are no tools.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html',
  evaluate: (input) => {
    const evaluation = new Evaluation();
    for (const outerTarget of outerTargets(input.model)) {
      evaluateTargets(input, outerTarget, evaluation);
      evaluatePolicies(input, outerTarget, evaluation);
    }
    return evaluation.verdict;
  },
};

function evaluateTargets({ graph }: RuleContext, { outer, inner, innerTargets }: OuterTarget, evaluation: Evaluation): void {
  const late = innerTargets.filter(({ address }) => !graph.dependsOn(outer.address, address));
  if (late.length === 0) {
    evaluation.pass();
    return;
  }
  const paths = listed(late.map(({ path }) => path));
  evaluation.fail({
    at: placeOf(outer),
    with: late.map(placeOf),
    message: `target ${outer.path} lists the tools of gateway ${inner.path} when it is created, `
      + `but may be created before ${late.length > 1 ? 'the targets' : 'the target'} ${paths} of that gateway`,
    fix: makeDepend(graph, { address: outer.address, name: `target ${outer.path}` }, late.map(({ address, path }) => ({ address, name: path }))),
  });
}

/** A gateway lists no tools while its role lacks permissions for its targets, its policy engine or its interceptors. */
function evaluatePolicies(input: RuleContext, { outer, inner }: OuterTarget, evaluation: Evaluation): void {
  const ofInner = needsOf(input.model).filter(({ gateway }) => gateway === inner);
  const wanted = ofInner.flatMap(({ needs }) => needs).filter(({ when, evidence }) => when !== 'call' && evidence === 'documented');
  const { late, unknown } = policyOrder(input, ofInner[0], wanted, outer);
  for (const group of late) {
    evaluation.fail({
      at: placeOf(outer),
      with: [placeOf(inner), ...group.carriers.map(placeOf)],
      message: `target ${outer.path} lists the tools of gateway ${inner.path} when it is created, but may be created before ${policiesAndWhatTheyAllow(group)}`,
      fix: `${makeDepend(input.graph, { address: outer.address, name: `target ${outer.path}` }, namedCarriers(group.carriers), 'or')}, or on a resource that depends on it`,
    });
  }
  if (unknown === undefined) evaluation.pass();
  else evaluation.unknown(`target ${outer.path}: ${unknown}`);
}
