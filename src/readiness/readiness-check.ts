import { CfnResource, Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, Dependable, IConstruct, IDependable } from 'constructs';
import { ReadinessProbe, SERVICE_TIMEOUT } from './readiness-probe';
import { constructsReferredTo } from '../order/references';
import { AGENTCORE } from '../service/agentcore';

/** The server to check, and the permissions that the check needs. */
interface ReadinessRequest {
  /** The server that must list its tools. Each stack has one check of it. */
  readonly of: IConstruct;
  /** Distinguishes several checks of the same construct. */
  readonly variant?: string;
  readonly kind: 'runtime' | 'function';
  readonly url: string;
  readonly region: string;
  /** The signing name of its requests. */
  readonly service: string;
  /** The permissions that the role of the check needs. */
  readonly statements: iam.PolicyStatement[];
  /** The check runs again when this value changes. */
  readonly version?: string;
}

/**
 * Succeeds once an MCP server lists its tools.
 *
 * A gateway lists the tools of a target when the target is created, and the creation fails if the server does not respond.
 * CloudFormation treats a runtime as ready before its server has started, so the target depends on this check.
 */
export class ReadinessCheck extends Construct {
  /** Returns the check of this server in the stack of `scope`, and creates it on first use. */
  public static for(scope: IConstruct, request: ReadinessRequest): ReadinessCheck {
    const probe = ReadinessProbe.of(Stack.of(scope));
    const id = [request.of.node.id, request.variant, request.of.node.addr.slice(-8)].filter((part) => part !== undefined).join('-');
    return probe.node.tryFindChild(id) as ReadinessCheck | undefined ?? new ReadinessCheck(probe, id, request);
  }

  private readonly resource: CfnResource;

  private constructor(probe: ReadinessProbe, id: string, request: ReadinessRequest) {
    super(probe, id);
    const { statements } = request;
    // A server may depend on targets that depend on other checks, so a reference to it in the policy of all checks would be a circular dependency.
    const isOrdered = constructsReferredTo(this, statements.map((statement) => statement.toStatementJson())).some((construct) => !Stack.isStack(construct));
    const allowed = isOrdered ? probe.allowAlone(this, statements) : probe.allow(statements);
    this.resource = new CfnResource(this, 'Resource', {
      type: 'Custom::AgentCoreReadiness',
      properties: {
        ServiceToken: probe.handler.functionArn,
        ServiceTimeout: SERVICE_TIMEOUT,
        Name: request.of.node.path,
        Kind: request.kind,
        Url: request.url,
        Region: probe.regionUnlessItsOwn(request.region),
        Service: request.service === AGENTCORE ? undefined : request.service,
        Version: request.version,
      },
    });
    this.resource.node.addDependency(allowed);
    // A dependency on the check is a dependency on the custom resource, which is created last.
    Dependable.implement(this, { dependencyRoots: [this.resource] });
  }

  /** The check runs after `earlier`. */
  public after(earlier: IDependable): void {
    this.resource.node.addDependency(earlier);
  }
}
