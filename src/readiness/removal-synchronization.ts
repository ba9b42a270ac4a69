import { createHash } from 'crypto';
import { AspectPriority, Aspects, CfnResource, IAspect, Lazy, Stack } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, Dependable, IConstruct } from 'constructs';
import { gatewayArnOf } from './gateway-arn';
import { PROBE_ID, ReadinessProbe, SERVICE_TIMEOUT } from './readiness-probe';

const MAX_LOGICAL_ID = 255;
const HEX_DIGITS = 8;

/** A target of an outer gateway, which lists the tools of an inner gateway. */
export interface OuterTarget extends IConstruct {
  readonly gateway: agentcore.IGateway;
  readonly gatewayTargetName: string;
}

/** What can be removed from an inner gateway in an update, as a text that changes with it, and the outer targets to synchronize then. */
export interface Removal {
  readonly contents: () => string;
  /** Inner gateways first. */
  readonly outerTargets: () => readonly OuterTarget[];
}

/**
 * Makes outer gateways read the tools of an inner gateway again after an update deleted targets or Cedar policies of the inner gateway.
 *
 * CloudFormation deletes what an update removes at the very end, after everything that the update creates and updates. What deletes last is a
 * resource that the deleted ones depended on. So the logical ID of this custom resource changes with the contents of the inner gateway: the
 * previous one is deleted after the target, and then its function synchronizes the outer targets.
 *
 * @see docs/decisions/synchronization.md
 */
export class RemovalSynchronization extends Construct {
  private readonly probe: ReadinessProbe;
  private readonly resource: CfnResource;

  constructor(stack: Stack, gateway: agentcore.IGateway, removal: Removal) {
    const probe = ReadinessProbe.of(stack);
    super(probe, `Removal-${gateway.node.id}-${gateway.node.addr.slice(-8)}`);
    this.probe = probe;
    this.resource = new CfnResource(this, 'Resource', {
      type: 'Custom::AgentCoreSynchronizationAfterRemoval',
      properties: {
        ServiceToken: probe.handler.functionArn,
        ServiceTimeout: SERVICE_TIMEOUT,
        OuterTargets: Lazy.any({
          produce: () => removal.outerTargets().map((target) => ({
            GatewayId: target.gateway.gatewayId, Region: probe.regionUnlessItsOwn(target.gateway.env.region), TargetName: target.gatewayTargetName,
          })),
        }),
      },
    });
    // After all aspects that may add targets.
    Aspects.of(this.resource).add(nameBy(gateway, removal.contents), { priority: AspectPriority.READONLY });
    Dependable.implement(this, { dependencyRoots: [this.resource] });
  }

  /** Lets the function synchronize a target of an outer gateway, which it finds by its name. */
  public allow(gateway: agentcore.IGateway): void {
    const allowed = this.probe.allow([new iam.PolicyStatement({
      actions: ['bedrock-agentcore:ListGatewayTargets', 'bedrock-agentcore:SynchronizeGatewayTargets', 'bedrock-agentcore:GetGatewayTarget'],
      resources: [gatewayArnOf(gateway)],
    })]);
    this.resource.node.addDependency(allowed);
  }
}

/** Ends the logical ID with a hash of the contents. Every target of the gateway has it in `DependsOn`, so it is short. */
function nameBy({ node: { id, path } }: agentcore.IGateway, contents: () => string): IAspect {
  return {
    visit(resource) {
      const hash = createHash('sha256').update(`${path} ${contents()}`).digest('hex').slice(0, HEX_DIGITS);
      const name = `${PROBE_ID}Removal${id.replace(/[^A-Za-z0-9]/g, '')}`;
      (resource as CfnResource).overrideLogicalId(name.slice(0, MAX_LOGICAL_ID - HEX_DIGITS) + hash);
    },
  };
}
