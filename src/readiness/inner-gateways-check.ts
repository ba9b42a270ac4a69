import { CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, Dependable, IConstruct, IDependable } from 'constructs';
import { ReadinessProbe, SERVICE_TIMEOUT } from './readiness-probe';
import { byPath } from '../order/by-path';

/** An inner gateway to check. */
interface InnerGatewayRequest {
  readonly url: string;
  /** The permissions that the role of the check needs. */
  readonly statements: iam.PolicyStatement[];
  /** Prefixes: for each, at least one tool name must start with it. Evaluated at synthesis. */
  readonly expectTools: () => string[];
  /** The gateway is checked again when this value changes. */
  readonly version?: string;
  /** What the gateway lists its tools after. */
  readonly after: readonly IDependable[];
}

/**
 * Succeeds once all inner gateways of an outer gateway list their tools.
 *
 * For CloudFormation, a gateway is complete before it lists the tools of its targets. All targets that the outer gateway has for inner gateways
 * depend on this check. An update checks only those gateways again that it changed.
 */
export class InnerGatewaysCheck extends Construct {
  /** The check of the inner gateways in the stack of `scope`, created on first use. */
  public static of(scope: IConstruct, outer: agentcore.IGateway): InnerGatewaysCheck {
    const probe = ReadinessProbe.of(Stack.of(scope));
    const id = `Inner-${outer.node.id}-${outer.node.addr.slice(-8)}`;
    return probe.node.tryFindChild(id) as InnerGatewaysCheck | undefined ?? new InnerGatewaysCheck(probe, id, outer);
  }

  private readonly resource: CfnResource;
  private readonly requests = new Map<agentcore.IGateway, InnerGatewayRequest>();

  private constructor(private readonly probe: ReadinessProbe, id: string, outer: agentcore.IGateway) {
    super(probe, id);
    this.resource = new CfnResource(this, 'Resource', {
      type: 'Custom::AgentCoreReadiness',
      properties: {
        ServiceToken: probe.handler.functionArn,
        ServiceTimeout: SERVICE_TIMEOUT,
        Name: outer.node.path,
        Kind: 'gateway',
        Servers: Lazy.any({
          produce: () => [...this.requests].sort(([a], [b]) => byPath(a, b)).map(([inner, request]) => ({
            Name: inner.node.path,
            Url: request.url,
            Region: probe.regionUnlessItsOwn(inner.env.region),
            ExpectTools: JSON.stringify(request.expectTools()),
            Version: request.version,
          })),
        }),
      },
    });
    // A dependency on the check is a dependency on the custom resource, which is created last.
    Dependable.implement(this, { dependencyRoots: [this.resource] });
  }

  public add(inner: agentcore.IGateway, request: InnerGatewayRequest): void {
    this.requests.set(inner, request);
    for (const earlier of [this.probe.allow(request.statements), ...request.after]) this.resource.node.addDependency(earlier);
  }
}
