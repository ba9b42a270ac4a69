import { addressOf } from '../../../model/evaluate';
import type { GatewayModel, Resource, Stack } from '../../../model/gateway-model';
import type { Address } from '../../../model/source';

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
    const [id] = [...this.stacks].find(([, candidate]) => candidate.id === stack) ?? [];
    const after = id === undefined ? undefined : addressOf(id, logicalId);
    return after !== undefined && Object.hasOwn(this.model.resources, after) && this.model.resources[after].exists !== 'no' ? this.model.resources[after] : undefined;
  }
}
