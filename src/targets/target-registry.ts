import { Aspects, CfnWaitConditionHandle, IAspect, Resource, Stack, Stage } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { Construct, Dependable, IConstruct, IDependable } from 'constructs';
import { apiMessage } from '../findings/api-message';
import { Part, StackOrder } from '../order/stack-order';
import { RolePolicies } from '../permissions/role-policy';
import { GatewayError } from '../synthesis/gateway-error';

const REGISTRY = Symbol.for('cdk-agentcore-gateway.TargetRegistry');
const FINDER = Symbol.for('cdk-agentcore-gateway.ForeignTargets');

/** A target as its gateway knows it. */
export interface RegisteredTarget extends IConstruct {
  readonly gatewayTargetName: string;
  /** The names of its tools as the gateway offers them, as far as they are known at synthesis. */
  readonly toolNames: string[];
  /** Whether the gateway lists tools of this target for any caller as soon as it exists; right at synthesis. */
  readonly _listsTools: boolean;
}

/** A target of another gateway that lists this gateway's tools, and therefore comes after all its targets. */
interface OuterTarget {
  readonly gateway: agentcore.IGateway;
  /** Where the outer target is, or will be, created. */
  readonly scope: IConstruct;
}

/**
 * The targets of one gateway, whoever made the gateway and in whichever stack each target is.
 */
export class TargetRegistry {
  public static of(gateway: agentcore.IGateway): TargetRegistry {
    const holder = gateway as unknown as { [REGISTRY]?: TargetRegistry };
    return (holder[REGISTRY] ??= new TargetRegistry(gateway));
  }

  private policies?: RolePolicies;
  /** Targets that aws-cdk-lib made of this gateway; known at synthesis. */
  public readonly foreign = new Set<IConstruct>();
  private readonly added: RegisteredTarget[] = [];
  private readonly innerGateways = new Set<agentcore.IGateway>();
  private readonly outerTargets: OuterTarget[] = [];
  /** Cedar policies of the gateway, with the stacks of outer targets that come after them; known at synthesis. */
  private readonly shown: { readonly policy: IConstruct; readonly before: Stack }[] = [];
  private everyTargetExists?: IDependable;

  private constructor(private readonly gateway: agentcore.IGateway) {}

  /** The policies of the gateway's role; asks an imported gateway for its role only when one is needed. */
  public get rolePolicies(): RolePolicies {
    return (this.policies ??= new RolePolicies(this.gateway as unknown as Construct, this.gateway.role));
  }

  public get targets(): RegisteredTarget[] {
    return [...this.added];
  }

  public add(target: RegisteredTarget): void {
    this.added.push(target);
  }

  /** @throws GatewayError `names-duplicate-target`, naming both targets. */
  public requireFreeName(scope: IConstruct, id: string, name: string): void {
    const other = this.added.find((target) => target.gatewayTargetName === name);
    if (other) {
      throw new GatewayError('names-duplicate-target', scope,
        `target name \`${name}\` of ${scope.node.path}/${id} is taken by ${other.node.path}, a target of the same gateway ${this.gateway.node.path}`,
        apiMessage`pass another \`gatewayTargetName\``);
    }
  }

  /**
   * A target in `scope` comes after everything it and the gateway need.
   *
   * @throws GatewayError `order-cycle` when the stacks cannot be put in order.
   */
  public requireStackOrder(scope: IConstruct, pointsAt?: IConstruct): void {
    const targets = targetsIn(scope, this.gateway);
    StackOrder.of(this.gateway).require(
      { later: targets, earlier: this.gateway, because: 'holds a target of' },
      ...pointsAt ? [{ later: targets, earlier: pointsAt, because: 'holds a target that points at' }] : [],
      ...this.outerTargets.map((outer) => ({
        later: targetsIn(outer.scope, outer.gateway),
        earlier: targets,
        because: `holds a target of ${outer.gateway.node.path} that lists the tools of ${this.gateway.node.path}, one of whose targets is in`,
      })),
    );
  }

  /**
   * Records that `outer` lists this gateway's tools by a target in `scope`.
   *
   * @throws GatewayError `auth-gateway-cycle` when a call would go round for ever, `order-cycle` when the stacks cannot be put in order.
   */
  public addOuter(outer: agentcore.IGateway, scope: IConstruct): void {
    const loop = pathOfGateways(this.gateway, outer);
    if (loop) {
      const route = [outer, ...loop].map((gateway) => gateway.node.path).join(' -> ');
      throw new GatewayError(outer === this.gateway ? 'auth-self-target' : 'auth-gateway-cycle', outer as unknown as IConstruct,
        `gateway ${outer.node.path} cannot have ${this.gateway.node.path} as a target: their tools would list each other for ever (${route})`, 'remove one of these targets');
    }
    const later = targetsIn(scope, outer);
    StackOrder.of(this.gateway).require(
      { later, earlier: this.gateway, because: `holds a target of ${outer.node.path} that lists the tools of` },
      ...this.added.map((target) => ({
        later,
        earlier: targetsIn(target.node.scope!, this.gateway),
        because: `holds a target of ${outer.node.path} that lists the tools of ${this.gateway.node.path}, one of whose targets is in`,
      })),
    );
    TargetRegistry.of(outer).innerGateways.add(this.gateway);
    this.outerTargets.push({ gateway: outer, scope });
  }

  public get inner(): agentcore.IGateway[] {
    return [...this.innerGateways];
  }

  /**
   * What to depend on to come after every target of the gateway, also those added later.
   *
   * One resource stands for all targets of the gateway's own stack, so that P waiters and T targets make
   * P + T dependencies and not P × T. Targets in other stacks are ordered by their stacks.
   */
  public get allTargets(): IDependable {
    return (this.everyTargetExists ??= this.createBarrier());
  }

  /**
   * Records a Cedar policy of the gateway.
   *
   * An outer gateway is shown the tools that policies let its role call, so its target comes after them. Policies about the role are in the
   * stack of the outer gateway. No other stack has to come first for a policy: an agent that is named there may come after the outer gateway.
   */
  public addCedarPolicy(policy: IConstruct): void {
    const order = StackOrder.of(this.gateway);
    for (const { gateway: outer, scope } of this.outerTargets) {
      const later = targetsIn(scope, outer);
      if (!order.follows(later, policy) || !order.allows(later, [policy])) continue;
      const because = `holds a target of ${outer.node.path} that lists the tools of ${this.gateway.node.path}, about which a Cedar policy is in`;
      order.require({ later, earlier: policy, because });
      this.shown.push({ policy, before: Stack.of(scope) });
    }
  }

  /** What an outer target in `scope` depends on to come after the Cedar policies of this gateway. */
  public cedarPoliciesBefore(scope: IConstruct): IDependable {
    return dependable(() => this.shown.filter(({ before }) => before === Stack.of(scope)).map(({ policy }) => policy));
  }

  private createBarrier(): IDependable {
    const { gateway } = this;
    findForeignTargets(Stage.of(gateway)!);
    const stack = Stack.of(gateway);
    const isLocal = (target: IConstruct) => Stack.of(target) === stack;
    const all = (): IConstruct[] => [...this.added, ...this.foreign];
    const barrier = new CfnWaitConditionHandle(gateway as unknown as Construct, 'AllTargets');
    barrier.node.addDependency(dependable(() => all().filter(isLocal)));
    return dependable(() => [barrier, ...all().filter((target) => !isLocal(target))]);
  }
}

/** The targets of a gateway that are, or will be, created in a scope: for the order of stacks they are one. */
export function targetsIn(scope: IConstruct, gateway: agentcore.IGateway): Part {
  return { in: scope, part: `targets of ${gateway.node.path}` };
}

/** A dependency on what `roots` returns at synthesis. */
function dependable(roots: () => IConstruct[]): IDependable {
  const result: IDependable = {};
  Dependable.implement(result, {
    get dependencyRoots() {
      return roots();
    },
  });
  return result;
}

/** Finds the targets that aws-cdk-lib's own `GatewayTarget` made, in one walk through the stage before dependencies are read. */
function findForeignTargets(stage: Stage & { [FINDER]?: IAspect }): void {
  if (stage[FINDER]) return;
  stage[FINDER] = {
    visit: (construct) => {
      if (construct instanceof agentcore.GatewayTarget) TargetRegistry.of(construct.gateway).foreign.add(construct);
    },
  };
  Aspects.of(stage).add(stage[FINDER]);
}

/** The gateways from one to another over gateway targets, both included; undefined when there is no way. */
function pathOfGateways(from: agentcore.IGateway, to: agentcore.IGateway, seen = new Set<agentcore.IGateway>()): agentcore.IGateway[] | undefined {
  if (isSameGateway(from, to)) return [from];
  seen.add(from);
  for (const next of innerOf(from)) {
    if (seen.has(next)) continue;
    const rest = pathOfGateways(next, to, seen);
    if (rest) return [from, ...rest];
  }
  return undefined;
}

/** The gateways whose tools a gateway lists, also by targets that were given to another import of it. */
function innerOf(gateway: agentcore.IGateway): agentcore.IGateway[] {
  if (Resource.isOwnedResource(gateway)) return TargetRegistry.of(gateway).inner;
  const imports = gateway.node.root.node.findAll().filter((construct): construct is agentcore.IGateway & IConstruct => REGISTRY in construct);
  return imports.filter((other) => isSameGateway(gateway, other)).flatMap((other) => TargetRegistry.of(other).inner);
}

/** One gateway may be imported in several places of the app. */
function isSameGateway(a: agentcore.IGateway, b: agentcore.IGateway): boolean {
  if (a === b) return true;
  if (Resource.isOwnedResource(a) || Resource.isOwnedResource(b)) return false;
  const arn = knownArn(a);
  return arn !== undefined && arn === knownArn(b);
}

/** A gateway that was imported without its ARN throws when it is asked plainly. */
function knownArn(gateway: agentcore.IGateway): string | undefined {
  return 'knownGatewayArn' in gateway ? gateway.knownGatewayArn as string | undefined : gateway.gatewayArn;
}
