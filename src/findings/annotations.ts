import type { Explanation } from './explanation';
import type { Severity } from './finding';

const DEVGUIDE = 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide';
const RUNTIME_CONFIG = 'https://github.com/cdk-agentcore-gateway/cdk-agentcore-gateway/blob/main/docs/RUNTIME-CONFIG.md';

/** How docs/ERRORS.md documents an annotation. */
interface AnnotationExplanation extends Explanation {
  readonly severity: Exclude<Severity, 'error'>;
}

/** Annotations of constructs that no rule reports, because templates do not show them. */
export const ANNOTATIONS = {
  'gateway-name-token': {
    group: 'gateway',
    severity: 'warning',
    sentence: 'The name of a gateway is a literal.',
    why: 'The trust policy of the gateway role names the gateway. With a name that is unresolved until deployment, the role trusts every gateway in the account.',
    source: `${DEVGUIDE}/cross-service-confused-deputy-prevention.html`,
    fix: 'use a literal `gatewayName`',
    since: '0.1.0',
  },

  'log-group-policy': {
    group: 'gateway',
    severity: 'warning',
    sentence: 'Without a resource policy, the logs of a gateway go to a log group below /aws/vendedlogs/.',
    why: 'CloudWatch Logs may write into other log groups only with a resource policy. Without it, the deployment succeeds, and no logs arrive.',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-CloudWatchLogs.html',
    fix: 'use a `GatewayLogGroup`, or leave `manageDeliveryResourcePolicy` out',
    since: '0.1.0',
  },

  'schema-unresolved': {
    group: 'target',
    severity: 'info',
    sentence: 'Schemas are literals or files, and tool names are literals.',
    why: 'A value that is unresolved until deployment cannot be checked, and neither can policies that name its tools.',
    source: 'https://docs.aws.amazon.com/cdk/v2/guide/tokens.html',
    fix: 'write the schema as a literal or in a file',
    since: '0.1.0',
  },
  'tools-file-missing': {
    group: 'target',
    severity: 'warning',
    sentence: 'The tools file of an MCP server exists.',
    why: 'Without it, the tools of the server are unknown at synthesis, so neither their names nor policies that name them are checked.',
    source: 'https://github.com/cdk-agentcore-gateway/cdk-agentcore-gateway/blob/main/docs/CLI.md#tools',
    fix: 'run `agentcore-gateway tools --refresh` to create it',
    since: '0.1.0',
  },
  'many-tools': {
    group: 'target',
    severity: 'info',
    sentence: 'A gateway with many tools has semantic search.',
    why: 'Each list of tools fills the context of the model, which chooses worse among many tools.',
    source: `${DEVGUIDE}/gateway-using-mcp-semantic-search.html`,
    fix: 'turn semantic search on',
    since: '0.1.0',
  },

  'role-not-changed': {
    group: 'grant',
    severity: 'warning',
    sentence: 'The app can add policies to a role that needs permissions.',
    why: 'An imported role may ignore policies, so the permissions are not granted.',
    source: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_iam-readme.html#using-existing-roles',
    fix: 'add the statements that the message lists to the role manually',
    since: '0.1.0',
  },
  'resource-policy-elsewhere': {
    group: 'grant',
    severity: 'warning',
    sentence: 'The resource policy of a gateway in another account allows the call.',
    why: 'A cross-account call requires permission in both accounts: in the identity-based policy of the caller, and in the resource policy of the gateway.',
    source: `${DEVGUIDE}/resource-based-policies.html`,
    fix: 'allow the call in the resource policy of the gateway',
    since: '0.1.0',
  },
  'function-policy-elsewhere': {
    group: 'grant',
    severity: 'warning',
    sentence: 'The resource policy of a function in another account allows the gateway to call it.',
    why: 'A cross-account call requires permission in both accounts: in the policy of the role of the gateway, and in the resource policy of the function.',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-cross-account.html',
    fix: 'allow the account of the gateway in the resource policy of the function',
    since: '0.1.0',
  },
  'other-account': {
    group: 'grant',
    severity: 'info',
    sentence: 'The account of a caller in another account allows the call too.',
    why: 'A cross-account call requires permission in both accounts: in the resource policy in this app, and in the identity-based policy of the caller.',
    source: `${DEVGUIDE}/resource-based-policies.html`,
    fix: 'allow the call in the account of the caller',
    since: '0.1.0',
  },
  'grant-on-public': {
    group: 'grant',
    severity: 'info',
    sentence: 'Access is granted to gateways with inbound authorization.',
    why: 'Without it, anyone can call the gateway, so the grant has no effect.',
    source: `${DEVGUIDE}/gateway-inbound-auth.html`,
    fix: 'remove the grant, or configure inbound authorization on the gateway',
    since: '0.1.0',
  },

  'caller-environment': {
    group: 'runtimeConfig',
    severity: 'warning',
    sentence: 'Code that calls a gateway or an agent has `RUNTIME_CONFIG_APP_ID` in its environment.',
    why: 'Without it, the code cannot look up the gateways and agents that it may call.',
    source: RUNTIME_CONFIG,
    fix: 'set `RUNTIME_CONFIG_APP_ID` where the caller is created',
    since: '0.1.0',
  },
  'caller-elsewhere': {
    group: 'runtimeConfig',
    severity: 'warning',
    sentence: 'A caller is in the same account and region as the gateway or agent that it calls.',
    why: 'Each account and region has its own Runtime Configuration, so the caller cannot look up gateways and agents elsewhere.',
    source: RUNTIME_CONFIG,
    fix: 'pass the URL or the ARN to the caller in another way, for example in an environment variable',
    since: '0.1.0',
  },
  'gateway-without-url': {
    group: 'runtimeConfig',
    severity: 'warning',
    sentence: 'An imported gateway that agents call has a URL.',
    why: 'Agents look up the URLs of gateways in the Runtime Configuration.',
    source: RUNTIME_CONFIG,
    fix: 'pass `gatewayUrl` to `Gateway.fromGatewayAttributes`',
    since: '0.1.0',
  },
  'class-name-minified': {
    group: 'runtimeConfig',
    severity: 'warning',
    sentence: 'A subclass that is registered under its class name keeps that name in a bundle.',
    why: 'A minifier can change class names with each build, and the key that code looks up changes with them.',
    source: RUNTIME_CONFIG,
    fix: 'pass `runtimeConfigKey`, or configure the bundler to keep class names',
    since: '0.1.0',
  },
  'runtime-config-size': {
    group: 'runtimeConfig',
    severity: 'warning',
    sentence: 'The Runtime Configuration document has at most 2 MB.',
    why: 'AppConfig rejects a larger one, unless the quota is raised.',
    source: 'https://docs.aws.amazon.com/general/latest/gr/appconfig.html',
    fix: 'register fewer entries, or raise the quota and acknowledge the warning',
    since: '0.1.0',
  },
} as const satisfies Readonly<Record<string, AnnotationExplanation>>;

/** The ids of annotations. */
export type AnnotationId = keyof typeof ANNOTATIONS;
