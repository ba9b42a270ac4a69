import { createHash } from 'crypto';
import { AspectPriority, Aspects, CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { Construct, Dependable, IConstruct } from 'constructs';
import { ReadinessProbe, SERVICE_TIMEOUT } from './readiness-probe';
import { byPath } from '../order/by-path';

const HEX_DIGITS = 8;

/** A target of an outer gateway, which lists the tools of an inner gateway. */
export interface OuterTarget extends IConstruct {
  readonly gateway: agentcore.IGateway;
  readonly gatewayTargetName: string;
}

/** An inner gateway, and what an update can remove from it: the paths of its targets and Cedar policies in a stack. */
export interface InnerGateway {
  readonly gateway: agentcore.IGateway;
  readonly removableIn: (stack: Stack) => readonly string[];
}

/**
 * Makes outer gateways read the tools of inner gateways again after an update deleted targets or Cedar policies of the inner gateways.
 *
 * CloudFormation deletes what an update removes at the very end, after everything that the update creates and updates. What deletes last is a
 * resource that the deleted ones depended on. So the logical ID of this custom resource changes with the contents of the inner gateways: the
 * previous one is deleted after the target, and then its function synchronizes the outer targets.
 *
 * @see docs/decisions/synchronization.md
 */
export class RemovalSynchronization extends Construct {
  /** The only one of a stack, created on first use. */
  public static of(stack: Stack): RemovalSynchronization {
    const probe = ReadinessProbe.of(stack);
    return probe.node.tryFindChild('Removal') as RemovalSynchronization | undefined ?? new RemovalSynchronization(probe, 'Removal');
  }

  private readonly resource: CfnResource;
  private readonly innerGateways = new Set<InnerGateway>();
  /** The inner gateways behind the targets of each outer gateway. */
  private readonly outerGateways = new Map<agentcore.IGateway, Map<OuterTarget, InnerGateway>>();

  private constructor(private readonly probe: ReadinessProbe, id: string) {
    super(probe, id);
    this.resource = new CfnResource(this, 'Resource', {
      type: 'Custom::AgentCoreSynchronizationAfterRemoval',
      properties: {
        ServiceToken: probe.handler.functionArn,
        ServiceTimeout: SERVICE_TIMEOUT,
        Gateways: Lazy.any({
          produce: () => this.innerFirst().map((gateway) => ({
            Id: gateway.gatewayId,
            Region: probe.regionUnlessItsOwn(gateway.env.region),
            Targets: [...this.outerGateways.get(gateway)!.keys()].sort(byPath).map(({ gatewayTargetName }) => gatewayTargetName),
          })),
        }),
      },
    });
    // After all aspects that may add targets.
    Aspects.of(this.resource).add({ visit: () => this.nameResource() }, { priority: AspectPriority.READONLY });
    Dependable.implement(this, { dependencyRoots: [this.resource] });
  }

  /** Adds a target of an outer gateway, which the function finds by its name. */
  public add(target: OuterTarget, inner: InnerGateway): void {
    this.innerGateways.add(inner);
    this.outerGateways.set(target.gateway, (this.outerGateways.get(target.gateway) ?? new Map()).set(target, inner));
    this.resource.node.addDependency(this.probe.allowSynchronization(target.gateway));
  }

  /** The outer gateways, each after those whose tools it lists. */
  private innerFirst(): agentcore.IGateway[] {
    const ordered = new Set<agentcore.IGateway>();
    const visit = (gateway: agentcore.IGateway): void => {
      const targets = this.outerGateways.get(gateway);
      if (!targets || ordered.has(gateway)) return;
      for (const inner of [...targets.values()].map((one) => one.gateway).sort(byPath)) visit(inner);
      ordered.add(gateway);
    };
    for (const gateway of [...this.outerGateways.keys()].sort(byPath)) visit(gateway);
    return [...ordered];
  }

  /** Every target of the inner gateways has the logical ID in `DependsOn`, so it is short. */
  private nameResource(): void {
    const removable = [...this.innerGateways].flatMap((inner) => inner.removableIn(Stack.of(this))).sort();
    const hash = createHash('sha256').update(removable.join()).digest('hex').slice(0, HEX_DIGITS);
    this.resource.overrideLogicalId(`AgentCoreRemoval${hash}`);
  }
}
