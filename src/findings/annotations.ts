import type { Explanation } from './explanation';
import type { Severity } from './finding';

const DEVGUIDE = 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide';
const RUNTIME_CONFIG = 'https://github.com/cdk-agentcore-gateway/cdk-agentcore-gateway/blob/main/docs/RUNTIME-CONFIG.md';

/** What an annotation says of itself. */
export interface AnnotationExplanation extends Explanation {
  readonly severity: Exclude<Severity, 'error'>;
}

/** What constructs annotate, and that no rule reports: it is not in any template. */
export const ANNOTATIONS = {
  'gateway-name-token': {
    group: 'gateway',
    severity: 'warning',
    sentence: 'The name of a gateway is a literal.',
    why: 'The role of the gateway trusts the gateways whose names it knows; with a name that is unresolved until deployment, it trusts every gateway of the account.',
    source: `${DEVGUIDE}/cross-service-confused-deputy-prevention.html`,
    fix: 'use a literal `gatewayName`',
    since: '0.1.0',
  },

  'schema-unresolved': {
    group: 'target',
    severity: 'info',
    sentence: 'Schemas and the names of tools are literals or files.',
    why: 'What is unresolved until deployment cannot be checked, and policies that name its tools cannot be checked either.',
    source: 'https://docs.aws.amazon.com/cdk/v2/guide/tokens.html',
    fix: 'write the schema as a literal or in a file',
    since: '0.1.0',
  },
  'tools-file-missing': {
    group: 'target',
    severity: 'warning',
    sentence: 'The tools file of an MCP server exists.',
    why: 'Without it, the tools of the server are unknown at synthesis, so neither their names nor policies on them are checked.',
    source: 'https://github.com/cdk-agentcore-gateway/cdk-agentcore-gateway/blob/main/docs/CLI.md#tools',
    fix: 'run `agentcore-gateway tools --refresh`, which writes it',
    since: '0.1.0',
  },

  'role-not-changed': {
    group: 'grant',
    severity: 'warning',
    sentence: 'A role that needs permissions takes policies from the app.',
    why: 'An imported role may ignore policies, so nothing is granted.',
    source: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_iam-readme.html#using-existing-roles',
    fix: 'add the statements that the message lists to the role by hand',
    since: '0.1.0',
  },
  'resource-policy-elsewhere': {
    group: 'grant',
    severity: 'warning',
    sentence: 'A gateway of another account allows the call in its resource policy.',
    why: 'Both accounts decide: the role of the caller in this app, and the resource policy where the gateway is created.',
    source: `${DEVGUIDE}/resource-based-policies.html`,
    fix: 'allow the call in the resource policy of the gateway',
    since: '0.1.0',
  },
  'other-account': {
    group: 'grant',
    severity: 'info',
    sentence: 'A caller of another account is allowed to call by its own account too.',
    why: 'Both accounts decide: the resource policy in this app, and the policies of the caller in its account.',
    source: `${DEVGUIDE}/resource-based-policies.html`,
    fix: 'allow the call in the account of the caller',
    since: '0.1.0',
  },
  'grant-on-public': {
    group: 'grant',
    severity: 'info',
    sentence: 'Access is granted to gateways with inbound authorization.',
    why: 'Without it everybody may call the gateway, so there is nothing to grant.',
    source: `${DEVGUIDE}/gateway-inbound-auth.html`,
    fix: 'remove the grant, or give the gateway an inbound authorization',
    since: '0.1.0',
  },

  'caller-environment': {
    group: 'runtimeConfig',
    severity: 'warning',
    sentence: 'Code that calls a gateway or an agent has `RUNTIME_CONFIG_APP_ID` in its environment.',
    why: 'Without it the code does not find what it may call.',
    source: RUNTIME_CONFIG,
    fix: 'set `RUNTIME_CONFIG_APP_ID` where the caller is created',
    since: '0.1.0',
  },
  'caller-elsewhere': {
    group: 'runtimeConfig',
    severity: 'warning',
    sentence: 'A caller is in the account and region of what it calls.',
    why: 'The Runtime Configuration is one for each account and region, so the caller does not find what is elsewhere.',
    source: RUNTIME_CONFIG,
    fix: 'give the caller the URL or the ARN otherwise, for example in an environment variable',
    since: '0.1.0',
  },
  'gateway-without-url': {
    group: 'runtimeConfig',
    severity: 'warning',
    sentence: 'A gateway that is imported for agents has a URL.',
    why: 'Agents find gateways in the Runtime Configuration, by their URL.',
    source: RUNTIME_CONFIG,
    fix: 'pass `gatewayUrl` to Gateway.fromGatewayAttributes',
    since: '0.1.0',
  },
  'class-name-minified': {
    group: 'runtimeConfig',
    severity: 'warning',
    sentence: 'A subclass that is registered under the name of its class keeps that name in a bundle.',
    why: 'A minifier changes class names from build to build, and so the key that code looks up.',
    source: RUNTIME_CONFIG,
    fix: 'pass `runtimeConfigKey`, or bundle with names kept',
    since: '0.1.0',
  },
  'runtime-config-size': {
    group: 'runtimeConfig',
    severity: 'warning',
    sentence: 'The Runtime Configuration document has at most 2 MB.',
    why: 'AppConfig rejects a larger one, unless the quota is raised.',
    source: 'https://docs.aws.amazon.com/general/latest/gr/appconfig.html',
    fix: 'register less, or raise the quota and acknowledge the warning',
    since: '0.1.0',
  },
} as const satisfies Readonly<Record<string, AnnotationExplanation>>;

/** The ids of annotations. */
export type AnnotationId = keyof typeof ANNOTATIONS;
