import { existsSync } from 'fs';
import { join } from 'path';
import { AssetStaging, CfnResource, Duration, FileAssetPackaging, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct, Dependable, IConstruct, IDependable } from 'constructs';
import { NODE_VERSION } from './node-version';
import { AGENTCORE } from '../service/agentcore';
import { markAsOwn } from '../synthesis/own-construct';

/** The server or gateway to check, and the permission that the check needs. */
interface ReadinessRequest {
  /** The server or gateway that must list its tools. Each stack has one check of it. */
  readonly of: IConstruct;
  /** Distinguishes several checks of the same construct. */
  readonly variant?: string;
  readonly kind: 'runtime' | 'gateway';
  readonly url: string;
  readonly region: string;
  /** The permission that the role of the check needs. */
  readonly statement: iam.PolicyStatement;
  /** Prefixes: for each, at least one tool name must start with it. Evaluated at synthesis. */
  readonly expectTools?: () => string[];
  /** The check runs again when this value changes. */
  readonly version?: string;
}

const PROBE_ID = 'AgentCoreReadiness';
/** The time limit of one check. A cold start with a large image takes minutes. */
const CHECK_TIMEOUT = Duration.minutes(5);
/** Longer than a check, so that the function can still send the reason of a failure to CloudFormation. */
const FUNCTION_TIMEOUT = CHECK_TIMEOUT.plus(Duration.minutes(2));

/**
 * Succeeds once an MCP server or an inner gateway lists its tools.
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
    const allowed = probe.allow(this, request);
    this.resource = new CfnResource(this, 'Resource', {
      type: 'Custom::AgentCoreReadiness',
      properties: {
        ServiceToken: probe.handler.functionArn,
        // Without it, CloudFormation waits an hour for a lost response.
        ServiceTimeout: String(FUNCTION_TIMEOUT.plus(Duration.minutes(3)).toSeconds()),
        Name: request.of.node.path,
        Kind: request.kind,
        Url: request.url,
        Region: request.region,
        Service: AGENTCORE,
        ExpectTools: Lazy.string({ produce: () => JSON.stringify(request.expectTools?.() ?? []) }),
        TimeoutSeconds: String(CHECK_TIMEOUT.toSeconds()),
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

/** The Lambda function that runs all readiness checks of a stack. */
class ReadinessProbe extends Construct {
  public static of(stack: Stack): ReadinessProbe {
    return stack.node.tryFindChild(PROBE_ID) as ReadinessProbe | undefined ?? new ReadinessProbe(stack, PROBE_ID);
  }

  public readonly role: iam.Role;
  public readonly handler: lambda.Function;

  private constructor(stack: Stack, id: string) {
    super(stack, id);
    markAsOwn(this);
    const logGroup = new logs.LogGroup(this, 'LogGroup', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: 'Lists the tools of MCP servers and gateways before targets are created',
      inlinePolicies: {
        Logs: new iam.PolicyDocument({
          statements: [new iam.PolicyStatement({
            actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            // Lambda names the log streams at run time.
            resources: [logGroup.logGroupArn],
          })],
        }),
      },
    });
    this.handler = new lambda.Function(this, 'Function', {
      description: 'Waits until MCP servers and gateways list their tools (cdk-agentcore-gateway)',
      runtime: new lambda.Runtime(`nodejs${NODE_VERSION}.x`, lambda.RuntimeFamily.NODEJS),
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: probeAsset(),
      role: this.role,
      logGroup,
      memorySize: 256,
      timeout: FUNCTION_TIMEOUT,
    });
  }

  /**
   * Grants the function the permission of a check, and returns the dependency of the check.
   *
   * The checks of gateways share one policy, because a gateway does not depend on checked resources. A server may depend on targets that
   * depend on other checks, so each server check has its own policy. A shared one would cause a circular dependency.
   */
  public allow(check: Construct, { kind, statement }: ReadinessRequest): IDependable {
    if (kind === 'gateway') return this.role.addToPrincipalPolicy(statement).policyDependable!;
    return new iam.Policy(check, 'Policy', { roles: [this.role], statements: [statement] });
  }
}

/**
 * The bundled handler, as an asset.
 *
 * `lambda.Code.fromAsset` does the same, but loads the S3 and region modules, which takes longer than the synthesis of most apps. The class is
 * defined in the function because a top-level class would load `aws-lambda` in every app.
 */
function probeAsset(): lambda.Code {
  return new class extends lambda.Code {
    public readonly isInline = false;

    public bind(scope: Construct): lambda.CodeConfig {
      const stack = Stack.of(scope);
      const staging = new AssetStaging(scope, 'Code', { sourcePath: probeFolder() });
      const { bucketName, objectKey } = stack.synthesizer.addFileAsset({
        packaging: FileAssetPackaging.ZIP_DIRECTORY,
        fileName: staging.relativeStagedPath(stack),
        sourceHash: staging.assetHash,
      });
      return { s3Location: { bucketName, objectKey } };
    }
  }();
}

/** In the package, this file is bundled into lib/index.js. Uncompiled, it is in src/readiness. */
function probeFolder(): string {
  const packaged = join(__dirname, 'readiness', 'probe');
  return existsSync(packaged) ? packaged : join(__dirname, '..', '..', 'lib', 'readiness', 'probe');
}
