import { addressOf } from '../../model/evaluate';
import type { GatewayModel, Resource, Stack } from '../../model/gateway-model';
import type { Address, StackId } from '../../model/source';
import type { Certainty } from '../../model/value';

/** Maps the stacks and resources of an app to the deployed ones. */
export class Deployed {
  private readonly stacks = new Map<string, Stack>();

  public constructor(private readonly model: GatewayModel, private readonly before: GatewayModel) {
    const [tops, topsBefore] = [model, before].map(({ stacks }) => stacks.filter(({ nestedIn }) => nestedIn === undefined));
    for (const stack of model.stacks) {
      const same = before.stacks.find(({ id }) => id === stack.id)
        ?? before.stacks.find(({ name }) => name !== undefined && name === stack.name)
        // Template file names are arbitrary.
        ?? (tops.length === 1 && topsBefore.length === 1 && tops[0] === stack ? topsBefore[0] : undefined);
      if (same) this.stacks.set(stack.id, same);
    }
  }

  /** The deployed stack. */
  public stack(id: string): Stack | undefined {
    return this.stacks.get(id);
  }

  /** The stack that updates a deployed stack. */
  public stackAfter(before: string): string | undefined {
    return [...this.stacks].find(([, candidate]) => candidate.id === before)?.[0];
  }

  /**
   * Whether `cdk deploy` updates a stack before the stack that updates a deployed stack.
   *
   * Unknown for stacks that do not depend on each other: the CLI may update them at the same time.
   */
  public isUpdatedBefore(stack: StackId, before: StackId): Certainty {
    const other = this.stackAfter(before);
    if (other === undefined) return 'unknown';
    if (dependsOn(this.model, other, stack)) return 'yes';
    return dependsOn(this.model, stack, other) ? 'no' : 'unknown';
  }

  /** The resource that CloudFormation updates: it has the same logical ID in the same stack. */
  public counterpart(address: Address): Resource | undefined {
    const resource = this.model.resources[address];
    const stack = resource && this.stacks.get(resource.stack);
    const before = stack && addressOf(stack.id, resource.logicalId);
    return before !== undefined && Object.hasOwn(this.before.resources, before) ? this.before.resources[before] : undefined;
  }

  /** The resource that updates a deployed resource. */
  public successor(address: Address): Resource | undefined {
    const { stack, logicalId } = this.before.resources[address];
    const id = this.stackAfter(stack);
    const after = id === undefined ? undefined : addressOf(id, logicalId);
    return after !== undefined && Object.hasOwn(this.model.resources, after) && this.model.resources[after].exists !== 'no' ? this.model.resources[after] : undefined;
  }
}

/** Whether a stack is deployed after another, directly or not. */
function dependsOn({ stackDependencies }: GatewayModel, later: StackId, earlier: StackId, seen = new Set<StackId>()): boolean {
  seen.add(later);
  return stackDependencies.some(({ from, to }) => from === later && (to === earlier || (!seen.has(to) && dependsOn({ stackDependencies } as GatewayModel, to, earlier, seen))));
}
