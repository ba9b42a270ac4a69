import { Aspects, CfnWaitConditionHandle, IAspect, Resource, Stack, Stage } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { Construct, IConstruct, IDependable } from 'constructs';
import { fingerprintOf, gatewayFacts, policyFacts, targetFacts } from './fingerprint';
import { ToolsWithoutSearch } from './many-tools';
import { apiMessage } from '../findings/api-message';
import { byPath } from '../order/by-path';
import { dependable } from '../order/dependable';
import { Part, StackOrder } from '../order/stack-order';
import { RolePolicies } from '../permissions/role-policies';
import { InnerGateway, OuterTarget as ListingTarget, RemovalSynchronization } from '../readiness/removal-synchronization';
import { Synchronization } from '../readiness/synchronization';
import { GatewayError } from '../synthesis/gateway-error';

const REGISTRY = Symbol.for('cdk-agentcore-gateway.TargetRegistry');
const FINDER = Symbol.for('cdk-agentcore-gateway.ForeignTargets');

/** A target in the registry of its gateway. */
export interface RegisteredTarget extends IConstruct {
  readonly gatewayTargetName: string;
  /** The names of the tools as the gateway lists them, as far as they are known at synthesis. */
  readonly toolNames: string[];
  /** Whether the gateway lists tools of this target for every caller as soon as the target exists. Final only at synthesis. */
  readonly _listsTools: boolean;
  /** Changes with everything in the app that can change the tools of the target; undefined if the tools are in its own properties. */
  readonly _fingerprint?: string;
}

/** A target of an outer gateway, which lists the tools of this gateway. It must be created after all targets of this gateway. */
interface OuterTarget {
  readonly gateway: agentcore.IGateway;
  /** The scope of the target, which may not exist yet. */
  readonly scope: IConstruct;
}

/**
 * The targets of one gateway, in all stacks. The gateway may be of this library, of aws-cdk-lib, or imported.
 */
export class TargetRegistry implements InnerGateway {
  public static of(gateway: agentcore.IGateway): TargetRegistry {
    const holder = gateway as unknown as { [REGISTRY]?: TargetRegistry };
    return (holder[REGISTRY] ??= new TargetRegistry(gateway));
  }

  /** Targets of this gateway from aws-cdk-lib. Complete only at synthesis. */
  public readonly foreign = new Set<IConstruct>();
  private readonly added: RegisteredTarget[] = [];
  private readonly innerGateways = new Set<agentcore.IGateway>();
  private readonly outerTargets: OuterTarget[] = [];
  /** Cedar policies of the gateway, each with the stack of an outer target that is created after it. Complete only at synthesis. */
  private readonly policiesBeforeOuterTargets: { readonly policy: IConstruct; readonly before: Stack }[] = [];
  private readonly cedarPolicies: IConstruct[] = [];
  private readonly synchronizations = new Set<Synchronization>();
  /** The stacks with synchronized targets that list the tools of this gateway. */
  private readonly removals = new Map<Stack, RemovalSynchronization>();
  /** By the stack of the outer target. */
  private readonly fingerprints = new Map<Stack, string>();
  private readonly toolsWithoutSearch: ToolsWithoutSearch;
  private everyTargetExists?: IDependable;
  private barrier?: CfnWaitConditionHandle;

  private constructor(public readonly gateway: agentcore.IGateway) {
    this.toolsWithoutSearch = new ToolsWithoutSearch(gateway);
  }

  /** The policies of the gateway's role, which several gateways may share. An imported gateway without a role throws when its role is read. */
  public get rolePolicies(): RolePolicies {
    return RolePolicies.of(this.gateway.role);
  }

  public get targets(): RegisteredTarget[] {
    return [...this.added];
  }

  public add(target: RegisteredTarget): void {
    this.added.push(target);
    this.toolsWithoutSearch.add(target);
  }

  /** @throws GatewayError `names-duplicate-target`, naming both targets. */
  public requireFreeName(scope: IConstruct, id: string, name: string): void {
    const other = this.added.find((target) => target.gatewayTargetName === name);
    if (other) {
      throw new GatewayError('names-duplicate-target', scope,
        `gateway ${this.gateway.node.path} already has a target with the name \`${name}\`${other.node.path === `${scope.node.path}/${id}` ? '' : `, ${other.node.path}, so ${scope.node.path}/${id} cannot have it`}`,
        apiMessage`pass another \`gatewayTargetName\``);
    }
  }

  /**
   * Requires that a target in `scope` is deployed after the gateway and `pointsAt`, and before targets of outer gateways.
   *
   * @throws GatewayError `order-cycle` for a circular dependency between stacks.
   */
  public requireStackOrder(scope: IConstruct, pointsAt?: IConstruct): void {
    const targets = targetsIn(scope, this.gateway);
    StackOrder.of(this.gateway).require(
      { later: targets, earlier: this.gateway, because: 'contains a target of' },
      ...pointsAt ? [{ later: targets, earlier: pointsAt, because: 'contains a target that points at' }] : [],
      ...this.outerTargets.map((outer) => ({
        later: targetsIn(outer.scope, outer.gateway),
        earlier: targets,
        because: `contains a target of ${outer.gateway.node.path}, which lists the tools of ${this.gateway.node.path}, including those of a target in`,
      })),
    );
  }

  /**
   * Records a target of `outer` in `scope` that lists the tools of this gateway.
   *
   * @throws GatewayError `auth-gateway-cycle` if the gateways form a cycle, `order-cycle` for a circular dependency between stacks.
   */
  public addOuter(outer: agentcore.IGateway, scope: IConstruct): void {
    const loop = pathOfGateways(this.gateway, outer);
    if (loop) {
      const route = [outer, ...loop].map((gateway) => gateway.node.path).join(' -> ');
      if (outer === this.gateway) {
        throw new GatewayError('auth-self-target', outer as unknown as IConstruct, `gateway ${outer.node.path} cannot be its own target`, 'remove the target');
      }
      throw new GatewayError('auth-gateway-cycle', outer as unknown as IConstruct,
        `gateway ${outer.node.path} cannot have ${this.gateway.node.path} as a target: circular dependency ${route}`, 'remove one of these targets');
    }
    const later = targetsIn(scope, outer);
    StackOrder.of(this.gateway).require(
      { later, earlier: this.gateway, because: `contains a target of ${outer.node.path}, which lists the tools of` },
      ...this.added.map((target) => ({
        later,
        earlier: targetsIn(target.node.scope!, this.gateway),
        because: `contains a target of ${outer.node.path}, which lists the tools of ${this.gateway.node.path}, including those of a target in`,
      })),
    );
    TargetRegistry.of(outer).innerGateways.add(this.gateway);
    this.outerTargets.push({ gateway: outer, scope });
  }

  public get inner(): agentcore.IGateway[] {
    return [...this.innerGateways];
  }

  /**
   * A dependency on every target of the gateway, including those added later.
   *
   * For the second dependent, one resource depends on all targets in the gateway's stack, so that P dependents and T targets need P + T
   * dependencies, not P × T. Targets in other stacks are ordered by their stacks.
   */
  public get allTargets(): IDependable {
    if (this.everyTargetExists) this.barrier ??= this.createBarrier();
    return (this.everyTargetExists ??= this.createDependable());
  }

  /**
   * Records a Cedar policy of the gateway.
   *
   * An outer gateway lists only the tools that the policies permit its role to call, so its target must be created after the policies that
   * name this role. They are in a stack that the target's stack depends on already. A policy in any other stack adds no dependency: the
   * agent that it names may be deployed after the outer gateway.
   */
  public addCedarPolicy(policy: IConstruct): void {
    this.cedarPolicies.push(policy);
    policy.node.addDependency(this.removalIn(policy));
    const order = StackOrder.of(this.gateway);
    for (const { gateway: outer, scope } of this.outerTargets) {
      const later = targetsIn(scope, outer);
      if (!order.follows(later, policy) || !order.allows(later, [policy])) continue;
      const because = `contains a target of ${outer.node.path}, which lists the tools of ${this.gateway.node.path} that are permitted by Cedar policy`;
      order.require({ later, earlier: policy, because });
      this.policiesBeforeOuterTargets.push({ policy, before: Stack.of(scope) });
    }
  }

  /** A dependency on the Cedar policies that an outer target in `scope` must be created after. */
  public cedarPoliciesBefore(scope: IConstruct): IDependable {
    return dependable(() => this.policiesBefore(Stack.of(scope)));
  }

  /**
   * Makes the gateway read the tools of a target again when an update changes its fingerprint.
   *
   * Everything that depends on all targets also depends on the synchronization.
   */
  public synchronize(target: RegisteredTarget, resource: agentcore.CfnGatewayTarget, fingerprint: () => string): void {
    const synchronization = Synchronization.of(target, this.gateway);
    synchronization.add({ resource, name: target.gatewayTargetName, fingerprint });
    this.synchronizations.add(synchronization);
  }

  /**
   * Makes the gateway of `outer` read the tools of this gateway again when an update deletes targets or Cedar policies of this gateway.
   *
   * In another stack nothing is needed: the stack of `outer` is deployed after this one, and its synchronization finds the targets deleted.
   */
  public synchronizeAfterRemoval(outer: ListingTarget): void {
    const removal = RemovalSynchronization.of(Stack.of(outer));
    removal.add(outer, this);
    this.removals.set(Stack.of(outer), removal);
  }

  /** A dependency on the resource that is deleted after `construct`, a target or a Cedar policy of this gateway. */
  public removalIn(construct: IConstruct): IDependable {
    return dependable(() => {
      const removal = this.removals.get(Stack.of(construct));
      return removal ? [removal] : [];
    });
  }

  public removableIn(stack: Stack): string[] {
    return [...this.added, ...this.foreign, ...this.cedarPolicies].filter((one) => Stack.of(one) === stack).map(({ node }) => node.path);
  }

  /**
   * Changes with everything that can change the tools that the gateway lists to an outer gateway with a target in `scope`.
   *
   * Read it only at synthesis, because the first value stays.
   */
  public fingerprintFor(scope: IConstruct): string {
    const stack = Stack.of(scope);
    const known = this.fingerprints.get(stack) ?? this.fingerprintIn(stack);
    this.fingerprints.set(stack, known);
    return known;
  }

  private fingerprintIn(stack: Stack): string {
    const targets = [...this.added, ...this.foreign]
      .sort(byPath)
      .map((target) => [targetFacts(target), (target as Partial<RegisteredTarget>)._fingerprint ?? '']);
    return fingerprintOf(gatewayFacts(this.gateway), targets, this.policiesBefore(stack).map(policyFacts));
  }

  private policiesBefore(stack: Stack): IConstruct[] {
    return this.policiesBeforeOuterTargets.filter(({ before }) => before === stack).map(({ policy }) => policy);
  }

  private createDependable(): IDependable {
    findForeignTargets(Stage.of(this.gateway)!);
    return dependable(() => this.barrier ? [this.barrier, ...this.readers.filter((reader) => !this.isLocal(reader))] : this.readers);
  }

  private createBarrier(): CfnWaitConditionHandle {
    const barrier = new CfnWaitConditionHandle(this.gateway as unknown as Construct, 'AllTargets');
    barrier.node.addDependency(dependable(() => this.readers.filter((reader) => this.isLocal(reader))));
    return barrier;
  }

  /** What makes the gateway read tools: the targets and their synchronizations. */
  private get readers(): IConstruct[] {
    return [...this.added, ...this.foreign, ...this.synchronizations];
  }

  private isLocal(construct: IConstruct): boolean {
    return Stack.of(construct) === Stack.of(this.gateway);
  }
}

/** All targets of a gateway in a scope, including those added later, as one part for the order of stacks. */
export function targetsIn(scope: IConstruct, gateway: agentcore.IGateway): Part {
  return { in: scope, part: `targets of ${gateway.node.path}` };
}

/** Finds the targets from aws-cdk-lib's own `GatewayTarget`, with one aspect per stage, before dependencies are read. */
function findForeignTargets(stage: Stage & { [FINDER]?: IAspect }): void {
  if (stage[FINDER]) return;
  stage[FINDER] = {
    visit: (construct) => {
      // The class of aws-cdk-lib is loaded only if this may be one of its targets.
      if (!('gatewayTargetName' in construct) || '_listsTools' in construct || !(construct instanceof agentcore.GatewayTarget)) return;
      const registry = TargetRegistry.of(construct.gateway);
      registry.foreign.add(construct);
      construct.node.addDependency(registry.removalIn(construct));
    },
  };
  Aspects.of(stage).add(stage[FINDER]);
}

/** The chain of inner gateways from one gateway to another, both included; undefined if there is none. */
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

/** The inner gateways of a gateway, including those added to another import of it. */
function innerOf(gateway: agentcore.IGateway): agentcore.IGateway[] {
  if (Resource.isOwnedResource(gateway)) return TargetRegistry.of(gateway).inner;
  const imports = gateway.node.root.node.findAll().filter((construct): construct is agentcore.IGateway & IConstruct => REGISTRY in construct);
  return imports.filter((other) => isSameGateway(gateway, other)).flatMap((other) => TargetRegistry.of(other).inner);
}

/** The same gateway may be imported several times in an app. */
function isSameGateway(a: agentcore.IGateway, b: agentcore.IGateway): boolean {
  if (a === b) return true;
  if (Resource.isOwnedResource(a) || Resource.isOwnedResource(b)) return false;
  const arn = knownArn(a);
  return arn !== undefined && arn === knownArn(b);
}

/** The ARN of a gateway. Undefined for a gateway imported without it, whose `gatewayArn` throws. */
function knownArn(gateway: agentcore.IGateway): string | undefined {
  return 'knownGatewayArn' in gateway ? gateway.knownGatewayArn as string | undefined : gateway.gatewayArn;
}
