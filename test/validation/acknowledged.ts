/** A finding of cdk-nag's AwsSolutions pack that is as it should be. */
export interface Acknowledgement {
  /** The id, with what it was found in. */
  readonly id: RegExp;
  /** Paths of the constructs. */
  readonly where: RegExp;
  readonly reason: string;
}

const EXECUTION_ROLE = /\/(Agent|Server|Planner|Writer|Reader|Assistant|Everything)\w*\/ExecutionRole\/DefaultPolicy\/Resource$/;

export const ACKNOWLEDGED: readonly Acknowledgement[] = [
  // ---- what the library writes ----
  {
    id: /^AwsSolutions-IAM5\[Resource::<\w+\.AgentRuntimeArn>\/\*\]$/,
    where: /\/((Target-[^/]+|[^/]+-Target-[^/]+)\/Policy|ServiceRole-AgentCore\/Managed\d+\/Resource|ServiceRole-Shared\w+)$/,
    reason: 'invoking a runtime is authorized on its endpoint too, and AWS documents two forms of endpoint ARNs; the wildcard is inside the one runtime',
  },
  {
    id: /^AwsSolutions-IAM5\[Resource::arn:.*:runtime\/\w+-\*\]$/,
    where: /\/AgentCoreReadiness\/Managed\d+\/Resource$/,
    reason: 'the service adds a hyphen and ten characters to the name of a runtime, which has no hyphen; the wildcard is inside the one runtime',
  },
  {
    id: /^AwsSolutions-IAM5\[Resource::arn:.*:secret:bedrock-agentcore-identity!default\/(apikey|oauth2)\/\w+-\*\]$/,
    where: /\/((Target[^/]*|PetStore)\/Policy|ServiceRole-AgentCore\/Managed\d+\/Resource|ServiceRole-Shared\w+)$/,
    reason: 'the service names the secret after the provider and adds characters of its choice, which CloudFormation gives no policy',
  },
  {
    id: /^AwsSolutions-IAM5\[Resource::arn:.*:\/policy-engines\/.*\/target-resource\/\*\]$/,
    where: /\/CreationPolicy\/Resource$/,
    reason: 'how the service writes a gateway in the ARN of its attachment to an engine is not documented; the wildcard is inside the one engine',
  },
  {
    id: /^AwsSolutions-IAM5\[Resource::arn:.*:execute-api:.*\/GET\/pets\/\*\]$/,
    where: /\/(Target9\/Policy|ServiceRole-AgentCore\/Managed\d+\/Resource)$/,
    reason: 'the tool filter selects /pets/{id}, and a path parameter stands for any value',
  },

  // ---- what aws-cdk-lib's Runtime writes, which AgentRuntime and McpServer extend ----
  {
    id: /^AwsSolutions-IAM5\[Resource::arn:.*:log-group:(\*|\/aws\/bedrock-agentcore\/runtimes\/\*(:log-stream:\*)?)\]$/,
    where: EXECUTION_ROLE,
    reason: 'the service names a runtime\'s log groups and streams when it runs',
  },
  {
    id: /^AwsSolutions-IAM5\[Resource::arn:.*:workload-identity-directory\/default\/workload-identity\/\*\]$/,
    where: EXECUTION_ROLE,
    reason: 'the service names a runtime\'s workload identity when it creates the runtime, which needs the role before',
  },
  {
    id: /^AwsSolutions-IAM5\[Resource::\*\]$/,
    where: EXECUTION_ROLE,
    reason: 'X-Ray and CloudWatch metrics know no resources',
  },
  {
    id: /^AwsSolutions-IAM5\[(Action::s3:(GetBucket\*|GetObject\*|List\*)|Resource::arn:.*:s3:::cdk-hnb659fds-assets-.*\/\*)\]$/,
    where: EXECUTION_ROLE,
    reason: 'a runtime whose code is an asset reads it from the CDK\'s bucket, and aws-cdk-lib grants reading that bucket',
  },

  // ---- what the apps under test bring along ----
  {
    id: /^AwsSolutions-IAM5\[Resource::\*\]$/,
    where: /\/(Target8\/Policy|ServiceRole-AgentCore\/Managed\d+\/Resource)$/,
    reason: 'the app gives the Smithy target this permission itself, with `additionalPermissions`',
  },
  {
    id: /^AwsSolutions-IAM5\[Resource::<OwnFunction\w+\.Arn>:\*\]$/,
    where: /\/ServiceRole\/DefaultPolicy\/Resource$/,
    reason: 'aws-cdk-lib\'s own gateway, with a target of its own, grants all aliases and versions of a function',
  },
  {
    id: /^AwsSolutions-IAM4\[Policy::.*AWSLambdaBasicExecutionRole\]$/,
    where: /\/(Interceptor|OwnFunction|Function|OnRequest|OnResponse|Weather|Time)\w*\/ServiceRole\/Resource$/,
    reason: 'a function of the app under test has the role that aws-cdk-lib gives it',
  },
  {
    id: /^AwsSolutions-L1$/,
    where: /\/(Function|OnRequest|OnResponse|Weather|WeatherFunction)\/Resource$/,
    reason: 'a function of the app under test may have any runtime',
  },
  { id: /^AwsSolutions-KMS5$/, where: /\/Key0\/Resource$/, reason: 'a key of the app under test needs no rotation' },
  { id: /^AwsSolutions-S1(0)?$/, where: /\/Bucket6\/Resource$/, reason: 'a bucket of the app under test holds schemas only' },
  { id: /^AwsSolutions-(APIG[12346]|COG4)$/, where: /\/Api5\//, reason: 'a REST API of the app under test has mock methods only' },
];
