import { existsSync } from 'fs';
import { join } from 'path';
import { AssetStaging, CfnResource, Duration, FileAssetPackaging, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct, Dependable, IConstruct, IDependable } from 'constructs';

/** What to wait for. */
export interface ReadinessRequest {
  /** The server or the gateway that must answer; one check serves all who wait for it in a stack. */
  readonly of: IConstruct;
  /** Tells several checks of one construct apart. */
  readonly variant?: string;
  readonly kind: 'runtime' | 'gateway';
  readonly url: string;
  readonly region: string;
  /** What the check's own role needs to ask. */
  readonly statement: iam.PolicyStatement;
  /** Beginnings of tool names that must each be listed; asked for at synthesis. */
  readonly expectTools?: () => string[];
  /** The check runs again when this changes. */
  readonly version?: string;
}

const PROBE_ID = 'AgentCoreReadiness';
/** How long one check may take: a cold start with a large image takes minutes, not seconds. */
const CHECK_TIMEOUT = Duration.minutes(5);
/** Longer than a check, so that the function itself can still tell CloudFormation why it gave up. */
const FUNCTION_TIMEOUT = CHECK_TIMEOUT.plus(Duration.minutes(2));

/**
 * Succeeds once an MCP server, or an inner gateway, really lists its tools.
 *
 * A gateway reads the tools of a target when the target is created, and the target fails when there is no answer then.
 * A runtime is "ready" for CloudFormation before its server has started, so the target waits for this check.
 */
export class ReadinessCheck extends Construct {
  /** The check of this server in the stack of `scope`, created when it is first asked for. */
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
        // CloudFormation would wait an hour for an answer that got lost.
        ServiceTimeout: String(FUNCTION_TIMEOUT.plus(Duration.minutes(3)).toSeconds()),
        Name: request.of.node.path,
        Kind: request.kind,
        Url: request.url,
        Region: request.region,
        Service: 'bedrock-agentcore',
        ExpectTools: Lazy.string({ produce: () => JSON.stringify(request.expectTools?.() ?? []) }),
        TimeoutSeconds: String(CHECK_TIMEOUT.toSeconds()),
        Version: request.version,
      },
    });
    this.resource.node.addDependency(allowed);
    // Who waits for the check waits for its answer, which comes after everything else here.
    Dependable.implement(this, { dependencyRoots: [this.resource] });
  }

  /** The check is made after `earlier`. */
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
    const logGroup = new logs.LogGroup(this, 'LogGroup', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: 'Asks MCP servers and gateways for their tools before targets are created',
      inlinePolicies: {
        Logs: new iam.PolicyDocument({
          statements: [new iam.PolicyStatement({
            actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            // Log streams get their names when the function runs.
            resources: [logGroup.logGroupArn],
          })],
        }),
      },
    });
    this.handler = new lambda.Function(this, 'Function', {
      description: 'Waits until MCP servers and gateways list their tools (cdk-agentcore-gateway)',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: new ProbeCode(),
      role: this.role,
      logGroup,
      memorySize: 256,
      timeout: FUNCTION_TIMEOUT,
    });
  }

  /**
   * Allows the function what a check asks, and returns what the check must come after.
   *
   * Gateways wait for nothing that is checked, so they share one policy. A server may well come after targets that wait for other checks:
   * it has a policy of its own.
   */
  public allow(check: Construct, { kind, statement }: ReadinessRequest): IDependable {
    if (kind === 'gateway') return this.role.addToPrincipalPolicy(statement).policyDependable!;
    return new iam.Policy(check, 'Policy', { roles: [this.role], statements: [statement] });
  }
}

/**
 * The bundled handler, as an asset.
 *
 * `lambda.Code.fromAsset` does the same, but loads all about buckets and regions for it, which takes longer than most apps' synthesis.
 */
class ProbeCode extends lambda.Code {
  public readonly isInline = false;

  public bind(scope: Construct): lambda.CodeConfig {
    const stack = Stack.of(scope);
    const staging = new AssetStaging(scope, 'Code', { sourcePath: probeCode() });
    const { bucketName, objectKey } = stack.synthesizer.addFileAsset({
      packaging: FileAssetPackaging.ZIP_DIRECTORY,
      fileName: staging.relativeStagedPath(stack),
      sourceHash: staging.assetHash,
    });
    return { s3Location: { bucketName, objectKey } };
  }
}

/** Beside this file in the package, in lib/ when the sources run uncompiled. */
function probeCode(): string {
  const beside = join(__dirname, 'probe');
  return existsSync(join(beside, 'index.js')) ? beside : join(__dirname, '..', '..', 'lib', 'readiness', 'probe');
}
