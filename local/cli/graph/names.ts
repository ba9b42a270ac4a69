import type { GatewayModel, Link, Located } from '../../../src/model/gateway-model';
import type { Address, StackId } from '../../../src/model/source';

/** The names of resources and stacks in the picture. */
export class Names {
  public constructor(private readonly model: Pick<GatewayModel, 'resources' | 'stacks'>) {}

  /** The stack that a resource is drawn in: resources of nested stacks are drawn in the outermost stack. */
  public stackOf(address: Address): StackId | undefined {
    const resource = this.resource(address);
    return resource && this.outermost(resource.stack);
  }

  /** The construct path without the stack, which is the title of the frame. */
  public titleOf({ address, path }: Located): string {
    const stack = this.stackOf(address);
    return stack !== undefined && path.startsWith(`${stack}/`) ? path.slice(stack.length + 1) : path;
  }

  /** The construct id, or the end of the ARN, of something without a node. */
  public shortNameOf({ text, address }: Link): string {
    const path = address === undefined ? undefined : this.resource(address)?.path;
    return path?.slice(path.lastIndexOf('/') + 1) ?? text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1);
  }

  private resource(address: Address) {
    return Object.hasOwn(this.model.resources, address) ? this.model.resources[address] : undefined;
  }

  private outermost(stack: StackId): StackId {
    const creator = this.model.stacks.find(({ id }) => id === stack)?.nestedIn;
    return (creator === undefined ? undefined : this.stackOf(creator)) ?? stack;
  }
}
