import type { Gateway, GatewayModel, Target } from '../../model/gateway-model';
import { shortestCycle, stronglyConnected } from '../../model/graph-algorithms';
import { property } from '../../model/value';
import { placeOf, placesOf } from '../lib/places';
import { Evaluation, Rule, Verdict } from '../rule';

export const authGatewayCycle: Rule = {
  id: 'auth-gateway-cycle',
  group: 'auth',
  severity: 'error',
  sentence: 'Gateways do not list each other\'s tools in a circle.',
  why: 'Listing the tools of one would list those of the others for ever. CloudFormation does not see it: each target is a resource of its own.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html',
  evaluate: ({ model }) => evaluateCycles(model),
};

/** From a gateway over a target to the next gateway. */
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

/** A target of its own gateway is another rule's; with a static schema the gateway never asks the other one for its tools. */
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
    return evaluation.unknown(`only the deployment knows whether ${first.target.path} closes a circle of gateways`);
  }
  evaluation.fail({
    at: placeOf(first.target),
    with: [...others.map(({ target }) => placeOf(target)), ...cycle.map(({ from }) => placeOf(from))],
    message: `gateways list each other's tools in a circle: ${[...cycle.map(({ from }) => from.path), first.from.path].join(' → ')}`,
    fix: `remove one of the targets ${cycle.map(({ target }) => target.path).join(', ')}`,
  });
}
