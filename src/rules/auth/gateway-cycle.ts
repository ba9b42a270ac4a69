import type { Gateway, GatewayModel, Target } from '../../model/gateway-model';
import { shortestCycle, stronglyConnected } from '../../model/graph-algorithms';
import { property } from '../../model/value';
import { placeOf, placesOf } from '../lib/places';
import { Evaluation, Rule, Verdict } from '../rule';

export const authGatewayCycle: Rule = {
  id: 'auth-gateway-cycle',
  group: 'auth',
  severity: 'error',
  sentence: 'No circular dependencies between gateways that list each other\'s tools.',
  why: 'Listing the tools of one gateway would never end. CloudFormation does not detect the circular dependency, because each target is a separate resource.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html',
  evaluate: ({ model }) => evaluateCycles(model),
};

/** From a gateway through a target to the inner gateway. */
interface Way {
  readonly from: Gateway;
  readonly target: Target;
  readonly to: Gateway;
}

function evaluateCycles(model: GatewayModel): Verdict {
  const evaluation = new Evaluation();
  const ways = model.targets.flatMap((target) => wayOf(model, target));
  if (ways.length === 0) return evaluation.verdict;
  evaluation.pass();
  const index = new Map(model.gateways.map(({ address }, at) => [address, at]));
  const next = model.gateways.map(({ address }) => ways.filter(({ from }) => from.address === address).map(({ to }) => index.get(to.address)!));
  for (const group of stronglyConnected(next)) {
    const gateways = shortestCycle(next, group).map((at) => model.gateways[at]);
    const cycle = gateways.map((from, at) => {
      const to = gateways[(at + 1) % gateways.length];
      return ways.find((way) => way.from === from && way.to === to)!;
    });
    evaluateCycle(evaluation, model, cycle);
  }
  return evaluation.verdict;
}

/** `auth-self-target` reports a target that points to its own gateway. With a static schema, a gateway does not list the tools of the inner gateway. */
function wayOf(model: GatewayModel, target: Target): Way[] {
  const { gateways } = placesOf(model);
  const [from, to] = [target.gateway?.address, target.pointsTo.kind === 'gateway' ? target.pointsTo.address : undefined]
    .map((address) => address === undefined ? undefined : gateways.get(address));
  if (!from || !to || from === to || property(target.configuration, 'McpToolSchema') !== undefined) return [];
  return [{ from, target, to }];
}

function evaluateCycle(evaluation: Evaluation, model: GatewayModel, cycle: readonly Way[]): void {
  const [first, ...others] = cycle;
  if (cycle.some(({ from, target }) => [from, target].some(({ address }) => model.resources[address].exists !== 'yes'))) {
    return evaluation.unknown(`it is unknown until deployment whether ${first.target.path} completes a circular dependency of gateways`);
  }
  evaluation.fail({
    at: placeOf(first.target),
    with: [...others.map(({ target }) => placeOf(target)), ...cycle.map(({ from }) => placeOf(from))],
    message: `circular dependency between gateways that list each other's tools: ${[...cycle.map(({ from }) => from.path), first.from.path].join(' → ')}`,
    fix: `remove one of the targets ${cycle.map(({ target }) => target.path).join(', ')}`,
  });
}
