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

/** What to wait for. */
export interface ReadinessRequest {
  /** The server or the gateway that must list its tools; a stack has one check of it, whatever waits for it. */
  readonly of: IConstruct;
  /** Distinguishes several checks of one construct. */
  readonly variant?: string;
  readonly kind: 'runtime' | 'gateway';
  readonly url: string;
  readonly region: string;
  /** The permission that the check's own role needs. */
  readonly statement: iam.PolicyStatement;
  /** Prefixes that must each begin the name of a listed tool; evaluated at synthesis. */
  readonly expectTools?: () => string[];
  /** The check runs again when this changes. */
  readonly version?: string;
}

const PROBE_ID = 'AgentCoreReadiness';
/** How long one check may take: a cold start with a large image takes minutes, not seconds. */
const CHECK_TIMEOUT = Duration.minutes(5);
/** Longer than a check, so that the function can still tell CloudFormation why it failed. */
const FUNCTION_TIMEOUT = CHECK_TIMEOUT.plus(Duration.minutes(2));

/**
 * Succeeds once an MCP server, or an inner gateway, really lists its tools.
 *
 * A gateway reads the tools of a target when the target is created, and the target fails when there is no response then.
 * A runtime is "ready" for CloudFormation before its server has started, so the target waits for this check.
 */
export class ReadinessCheck extends Construct {
  /** The check of this server in the stack of `scope`, created on first use. */
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
        // CloudFormation would wait an hour for a response that got lost.
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
    // Depending on the check means depending on the custom resource, which comes after everything else here.
    Dependable.implement(this, { dependencyRoots: [this.resource] });
  }

  /** The check runs after `earlier`. */
  public after(earlier: IDependable): void {
    this.resource.node.addDependency(earlier);
  }
}

/** The one Lambda function of a stack that makes its readiness checks. */
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
            // Log streams are named when the function runs.
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
   * Grants the function what a check needs, and returns what the check must come after.
   *
   * Gateways wait for nothing that is checked, so their checks share one policy. A server may come after targets that wait for other
   * checks, so each of its checks has its own policy.
   */
  public allow(check: Construct, { kind, statement }: ReadinessRequest): IDependable {
    if (kind === 'gateway') return this.role.addToPrincipalPolicy(statement).policyDependable!;
    return new iam.Policy(check, 'Policy', { roles: [this.role], statements: [statement] });
  }
}

/**
 * The bundled handler, as an asset.
 *
 * `lambda.Code.fromAsset` does the same, but loads the S3 and region modules, which costs more than most apps' synthesis. The class is made here
 * because a class at the top would load the module of functions in every app.
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

/** In the package this file is part of lib/index.js; uncompiled it is in src/readiness. */
function probeFolder(): string {
  const packaged = join(__dirname, 'readiness', 'probe');
  return existsSync(packaged) ? packaged : join(__dirname, '..', '..', 'lib', 'readiness', 'probe');
}
