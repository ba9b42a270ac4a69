import { createHash } from 'crypto';
import { cpSync, existsSync, readFileSync } from 'fs';
import { join, relative } from 'path';
import { Aws, Duration, FileAssetPackaging, RemovalPolicy, Stack, Stage } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct, IDependable } from 'constructs';
import { CHECK_TIMEOUT_MINUTES } from './check/timeout.lambda';
import { optionsOfProbe } from './configuration';
import { gatewayArnOf } from './gateway-arn';
import { NODE_VERSION } from './node-version';
import type { StatementJson } from '../permissions/inline-policy';
import { allowLogs } from '../permissions/log-key';
import { ManagedPolicies } from '../permissions/managed-policies';
import { markAsOwn } from '../synthesis/own-construct';

const PROBE_ID = 'AgentCoreReadiness';
/** The time limit of one check. */
const CHECK_TIMEOUT = Duration.minutes(CHECK_TIMEOUT_MINUTES);
/** Longer than a check, so that the function can still send the reason of a failure to CloudFormation. */
const FUNCTION_TIMEOUT = CHECK_TIMEOUT.plus(Duration.minutes(2));
/** `ServiceTimeout` of custom resources, in seconds. Without it, CloudFormation waits an hour for a lost response. */
export const SERVICE_TIMEOUT = String(FUNCTION_TIMEOUT.plus(Duration.minutes(3)).toSeconds());

/** The Lambda function of a stack that checks servers and synchronizes targets. */
export class ReadinessProbe extends Construct {
  public static of(stack: Stack): ReadinessProbe {
    return stack.node.tryFindChild(PROBE_ID) as ReadinessProbe | undefined ?? new ReadinessProbe(stack, PROBE_ID);
  }

  public readonly role: iam.Role;
  public readonly handler: lambda.Function;
  private readonly policies: ManagedPolicies;

  private constructor(stack: Stack, id: string) {
    super(stack, id);
    markAsOwn(this);
    const { vpc, vpcSubnets, securityGroups, logRetention, kmsKey } = optionsOfProbe(this);
    if (kmsKey) allowLogs(kmsKey, stack);
    const logGroup = new logs.LogGroup(this, 'LogGroup', {
      retention: logRetention ?? logs.RetentionDays.ONE_MONTH,
      encryptionKey: kmsKey,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: 'Lists the tools of MCP servers and gateways, and makes gateways read them again',
      inlinePolicies: {
        Logs: new iam.PolicyDocument({
          statements: [new iam.PolicyStatement({
            actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            // Lambda names the log streams at run time.
            resources: [logGroup.logGroupArn],
          })],
        }),
        // A rollback does not wait for servers.
        StackStatus: new iam.PolicyDocument({
          statements: [new iam.PolicyStatement({ actions: ['cloudformation:DescribeStacks'], resources: [Aws.STACK_ID] })],
        }),
        ...vpc && { Network: networkAccess() },
      },
    });
    this.policies = new ManagedPolicies(this, this.role);
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
      vpc,
      vpcSubnets,
      securityGroups,
    });
  }

  /** Grants the function statements, in the policies that all checks and synchronizations wait for. */
  public allow(statements: iam.PolicyStatement[]): IDependable {
    this.policies.add(statements.map((statement) => statement.toStatementJson() as StatementJson));
    return this.policies.all;
  }

  /** Lets the function find the targets of a gateway by their names, and make the gateway read their tools again. */
  public allowSynchronization(gateway: agentcore.IGateway): IDependable {
    return this.allow([new iam.PolicyStatement({
      actions: ['bedrock-agentcore:ListGatewayTargets', 'bedrock-agentcore:SynchronizeGatewayTargets', 'bedrock-agentcore:GetGatewayTarget'],
      resources: [gatewayArnOf(gateway)],
    })]);
  }

  /** A region as a property of the custom resources, which have the function's region without it. */
  public regionUnlessItsOwn(region: string): string | undefined {
    return region === Stack.of(this).region ? undefined : region;
  }

  /** Grants the function statements in a policy of `scope`. */
  public allowAlone(scope: Construct, statements: iam.PolicyStatement[]): IDependable {
    return new iam.Policy(scope, 'Policy', { roles: [this.role], statements });
  }
}

/**
 * What Lambda needs to connect a function to a VPC. These actions cannot be restricted to resources.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 */
function networkAccess(): iam.PolicyDocument {
  return new iam.PolicyDocument({
    statements: [new iam.PolicyStatement({
      actions: [
        'ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'ec2:DeleteNetworkInterface',
        'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses',
      ],
      resources: ['*'],
    })],
  });
}

/**
 * The bundled handler, as an asset.
 *
 * `lambda.Code.fromAsset` and `AssetStaging` do the same, but load modules for S3, regions and ignored files, which takes longer than the
 * synthesis of most apps. The class is defined in the function because a top-level class would load `aws-lambda` in every app.
 */
function probeAsset(): lambda.Code {
  return new class extends lambda.Code {
    public readonly isInline = false;

    public bind(scope: Construct): lambda.CodeConfig {
      const stack = Stack.of(scope);
      const { assetOutdir, outdir } = Stage.of(scope)!;
      const sourceHash = createHash('sha256').update(readFileSync(join(probeFolder(), 'index.js'))).digest('hex');
      const staged = join(assetOutdir, `asset.${sourceHash}`);
      if (!existsSync(staged)) cpSync(probeFolder(), staged, { recursive: true });
      const { bucketName, objectKey } = stack.synthesizer.addFileAsset({
        packaging: FileAssetPackaging.ZIP_DIRECTORY,
        fileName: relative(outdir, staged),
        sourceHash,
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
