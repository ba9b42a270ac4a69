import { Cycle, CycleStep, DependencyGraph } from '../../model/dependency-graph';
import type { GatewayModel } from '../../model/gateway-model';
import { GATEWAY } from '../../service/resource-types';
import { placeAt } from '../lib/wording';
import { Evaluation, Rule } from '../rule';

/** Reports circular dependencies. */
export const cycle: Rule = {
  id: 'order-cycle',
  group: 'order',
  severity: 'error',
  sentence: 'No circular dependencies between resources or between stacks.',
  why: 'CloudFormation rejects a template with a circular dependency between resources. Stacks with a circular dependency cannot be deployed.',
  source: 'https://aws.amazon.com/blogs/infrastructure-and-automation/handling-circular-dependency-errors-in-aws-cloudformation/',
  evaluate: ({ model, graph }) => {
    const evaluation = new Evaluation();
    const possible = graph.cycles();
    const certain = possible.length === 0 ? [] : certainCycles(model);
    for (const found of certain) {
      const members = found.steps.map(({ from }) => placeAt(model, from));
      evaluation.fail({
        at: members[0],
        with: members.slice(1),
        message: `circular dependency: ${found.steps.map((step) => describe(model, step)).join('; ')}`,
        fix: fixFor(model, found),
      });
    }
    const explained = new Set(certain.flatMap(({ members }) => members));
    for (const { members, steps } of possible.filter((other) => !other.members.some((member) => explained.has(member)))) {
      evaluation.unknown(`${placeAt(model, members[0]).path} and ${placeAt(model, steps.at(-1)!.from).path} are in a circular dependency under conditions that are unresolved until deployment`);
    }
    if (Object.keys(model.resources).length > 0) evaluation.pass();
    return evaluation.verdict;
  },
};

/** Whether a cycle exists under all conditions. */
function certainCycles(model: GatewayModel): Cycle[] {
  const edges = model.edges.filter(({ reason }) => reason !== 'condition');
  return new DependencyGraph({ ...model, edges }).cycles().filter(({ steps }) => {
    // Resources under different conditions may never exist together; resources under the same condition always do.
    const conditions = new Set(steps.flatMap(({ from }) => {
      const resource = Object.hasOwn(model.resources, from) ? model.resources[from] : undefined;
      return resource?.exists === 'unknown' ? [`${resource.stack}\n${resource.condition}`] : [];
    }));
    return conditions.size <= 1;
  });
}

function describe(model: GatewayModel, step: CycleStep): string {
  const [from, to] = [placeAt(model, step.from).path, placeAt(model, step.to).path];
  if (step.reason === 'stack') {
    return Object.hasOwn(model.resources, step.from) || Object.hasOwn(model.resources, step.to)
      ? `${from} is deployed after ${to}`
      : `stack ${from} is deployed after stack ${to}${step.path === undefined ? '' : ` (${resourceAndProperty(model, step.path)})`}`;
  }
  return step.reason === 'depends-on' ? `${from} depends on ${to} (DependsOn)` : `${from} refers to ${to} (${step.path})`;
}

/** Replaces the address of the resource that references the other stack by its path. */
function resourceAndProperty(model: GatewayModel, because: string): string {
  const [address, ...path] = because.split(' ');
  return [placeAt(model, address).path, ...path].join(' ');
}

/** A specific fix for the most common cycle of gateways, or a general fix. */
function fixFor(model: GatewayModel, { steps }: Cycle): string {
  const types = steps.map(({ from }) => Object.hasOwn(model.resources, from) ? model.resources[from].type : 'stack');
  const policyAt = types.findIndex((type) => type === 'AWS::IAM::Policy' || type === 'AWS::IAM::ManagedPolicy');
  if (types.includes(GATEWAY) && policyAt >= 0) {
    return `split policy ${placeAt(model, steps[policyAt].from).path}: one policy for the creation of the gateway, and one for each target that only that target depends on`;
  }
  return types.every((type) => type === 'stack') ? 'move one of the resources to the other stack, or pass a name instead of a reference'
    : 'remove one of these references, for example by passing a name instead of a reference';
}
