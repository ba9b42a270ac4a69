import { CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { Construct, Dependable, IConstruct } from 'constructs';
import { ReadinessProbe, SERVICE_TIMEOUT } from './readiness-probe';

/** A target whose tools the gateway caches. */
export interface SynchronizedTarget {
  readonly resource: agentcore.CfnGatewayTarget;
  readonly name: string;
  /** Changes with everything that can change the tools of the server behind the target. Evaluated at synthesis. */
  readonly fingerprint: () => string;
}

/**
 * Makes a gateway read the tools of its targets again when an update changes the servers behind them.
 *
 * The service reads the tools of a target when the target is created or updated. An update of the server alone leaves the target as it is, so the
 * gateway would keep the old tools.
 *
 * @see docs/decisions/synchronization.md
 */
export class Synchronization extends Construct {
  /** The synchronization of the targets of a gateway in the stack of `scope`, created on first use. */
  public static of(scope: IConstruct, gateway: agentcore.IGateway): Synchronization {
    const probe = ReadinessProbe.of(Stack.of(scope));
    const id = `Synchronize-${gateway.node.id}-${gateway.node.addr.slice(-8)}`;
    return probe.node.tryFindChild(id) as Synchronization | undefined ?? new Synchronization(probe, id, gateway);
  }

  private readonly targets: SynchronizedTarget[] = [];
  private readonly resource: CfnResource;

  private constructor(probe: ReadinessProbe, id: string, gateway: agentcore.IGateway) {
    super(probe, id);
    this.resource = new CfnResource(this, 'Resource', {
      type: 'Custom::AgentCoreSynchronization',
      properties: {
        ServiceToken: probe.handler.functionArn,
        ServiceTimeout: SERVICE_TIMEOUT,
        Name: gateway.node.path,
        GatewayId: gateway.gatewayId,
        Region: probe.regionUnlessItsOwn(gateway.env.region),
        Targets: Lazy.list({ produce: () => this.targets.map(({ name, fingerprint }) => `${name} ${fingerprint()}`) }),
      },
    });
    this.resource.node.addDependency(probe.allowSynchronization(gateway));
    // Depending on the synchronization means depending on the custom resource, which comes after everything else here.
    Dependable.implement(this, { dependencyRoots: [this.resource] });
  }

  public add(target: SynchronizedTarget): void {
    this.targets.push(target);
    this.resource.node.addDependency(target.resource);
  }
}
