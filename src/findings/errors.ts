import type { Explanation } from './explanation';
import type { SchemaRuleId } from './schema-findings';

const DEVGUIDE = 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide';
const API = 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference';

/** Errors that are thrown at the call and that no rule reports. */
export const ERRORS = {
  'outside-app': {
    group: 'app',
    sentence: 'Gateways, targets, runtimes and the Runtime Configuration are created inside an App.',
    why: 'Rules check whole apps, and all stacks of a stage share one Runtime Configuration.',
    source: 'https://docs.aws.amazon.com/cdk/v2/guide/apps.html',
    fix: 'create the stack inside an App or a Stage',
    since: '0.1.0',
  },
  'stage-crossed': {
    group: 'app',
    sentence: 'Resources that depend on each other are in the same stage.',
    why: 'Stages are deployed independently, so a resource cannot depend on or refer to a resource in another stage.',
    source: 'https://docs.aws.amazon.com/cdk/v2/guide/stages.html',
    fix: 'create both in one stage, or import one of them by its attributes',
    since: '0.1.0',
  },

  'argument': {
    group: 'app',
    sentence: 'An argument is of the type that the documentation names.',
    why: 'The compiler checks it in TypeScript; a program in JavaScript or Python can leave an argument out, or pass something else.',
    source: 'https://github.com/cdk-agentcore-gateway/cdk-agentcore-gateway/blob/main/API.md',
    fix: 'pass what the message asks for',
    since: '0.1.0',
  },

  'gateway-props': {
    group: 'gateway',
    sentence: 'The service accepts the properties of a gateway and their combination.',
    why: 'Otherwise the service rejects the gateway minutes into the deployment.',
    source: `${API}/API_CreateGateway.html`,
    fix: 'change the properties that the message lists',
    since: '0.1.0',
  },
  'advertised-scope-mapping': {
    group: 'gateway',
    sentence: 'A mapping of advertised scopes has 1 to 50 scopes.',
    why: 'Otherwise the service rejects the gateway.',
    source: `${API}/API_CustomJWTAuthorizerConfiguration.html`,
    fix: 'map 1 to 50 scopes, or remove `advertisedScopeMapping`',
    since: '0.1.0',
  },
  'import-attribute-unknown': {
    group: 'gateway',
    sentence: 'The app reads only those attributes of an imported gateway or target that the import passes.',
    why: 'The app cannot determine the other attributes.',
    source: 'https://docs.aws.amazon.com/cdk/v2/guide/resources.html#resources-importing',
    fix: 'pass the attribute to `Gateway.fromGatewayAttributes` or `GatewayTarget.fromGatewayTargetAttributes`',
    since: '0.1.0',
  },

  'target-constructor': {
    group: 'target',
    sentence: 'A target is created with the static method of its kind, or with a method of its gateway.',
    why: 'The constructor is public only for compatibility with aws-cdk-lib. It cannot determine the kind of the target.',
    source: 'https://github.com/cdk-agentcore-gateway/cdk-agentcore-gateway/blob/main/API.md',
    fix: 'call `GatewayTarget.for…` or `gateway.add…`',
    since: '0.1.0',
  },
  'target-description': {
    group: 'target',
    sentence: 'The description of a target has 1 to 200 characters.',
    why: 'Otherwise the service rejects the target.',
    source: `${API}/API_CreateGatewayTarget.html`,
    fix: 'shorten the description, or remove it',
    since: '0.1.0',
  },
  'target-permissions': {
    group: 'target',
    sentence: 'Statements in `additionalPermissions` are valid in an identity-based policy: they have actions and resources, and no principals.',
    why: 'Otherwise IAM rejects the policy.',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html',
    fix: 'add the missing actions or resources to the statement, and remove its principals',
    since: '0.1.0',
  },
  'resource-priority': {
    group: 'target',
    sentence: 'A resource priority is a whole number from 0 to 1000.',
    why: 'Otherwise the service rejects the target.',
    source: `${API}/API_McpServerTargetConfiguration.html`,
    fix: 'use a whole number from 0 (highest priority) to 1000',
    since: '0.1.0',
  },
  'schema-file-not-readable': {
    group: 'target',
    sentence: 'A schema or tools file exists and can be read.',
    why: 'The file is read and checked at synthesis.',
    source: 'Relative paths are resolved against the working directory of the app.',
    fix: 'correct the path, or create the file',
    since: '0.1.0',
  },
  'api-gateway-stage': {
    group: 'target',
    sentence: 'A REST API target names a deployed stage of the API.',
    why: 'The gateway calls a stage, and an imported API does not provide its stages.',
    source: `${DEVGUIDE}/gateway-target-api-gateway.html`,
    fix: 'pass `stage`',
    since: '0.1.0',
  },
  'gateway-url-unknown': {
    group: 'target',
    sentence: 'The URL of an inner gateway is known to the app.',
    why: 'The outer gateway calls the inner one at its URL.',
    source: `${DEVGUIDE}/gateway-target-MCPservers.html`,
    fix: 'import the inner gateway with `Gateway.fromGatewayAttributes` and `gatewayUrl`',
    since: '0.1.0',
  },

  'grant-on-jwt': {
    group: 'grant',
    sentence: 'Access is granted to gateways and agents whose inbound authorization is IAM.',
    why: 'When callers authenticate with tokens, an IAM permission has no effect.',
    source: `${DEVGUIDE}/gateway-inbound-auth.html`,
    fix: 'call `grantTokenAccess` of the gateway, or use the inbound authorization `AWS_IAM`',
    since: '0.1.0',
  },
  'token-access-without-jwt': {
    group: 'grant',
    sentence: 'Access by tokens is granted to gateways whose inbound authorization is JWT.',
    why: 'A gateway with IAM inbound authorization rejects tokens.',
    source: `${DEVGUIDE}/gateway-inbound-auth.html`,
    fix: 'use `grantInvokeAccess`, or create the gateway with a JWT authorizer',
    since: '0.1.0',
  },
  'token-client': {
    group: 'grant',
    sentence: 'Access by tokens names a credential provider, or the ID and the secret of a client.',
    why: 'AgentCore Identity gets the tokens with them.',
    source: `${DEVGUIDE}/identity-authentication.html`,
    fix: 'pass either `credentialProvider`, or `clientId` and `clientSecret`',
    since: '0.1.0',
  },
  'token-client-taken': {
    group: 'grant',
    sentence: 'All agents of a gateway get their tokens from one credential provider.',
    why: 'The Runtime Configuration has one entry for each gateway.',
    source: 'https://github.com/cdk-agentcore-gateway/cdk-agentcore-gateway/blob/main/docs/RUNTIME-CONFIG.md',
    fix: 'pass the same client or credential provider for all agents, or let the code of an agent pass a token of its own',
    since: '0.1.0',
  },
  'grant-not-possible': {
    group: 'grant',
    sentence: 'The app can change the identity-based policy of the caller or the resource policy of the gateway.',
    why: 'Otherwise the app cannot allow the call.',
    source: `${DEVGUIDE}/resource-based-policies.html`,
    fix: 'add the permission where the caller and the gateway are created',
    since: '0.1.0',
  },
  'caller-role-without-name': {
    group: 'grant',
    sentence: 'A role in another account that calls a gateway or an agent has a physical name.',
    why: 'The resource policy names the role, and a generated name is unresolved until deployment.',
    source: 'https://docs.aws.amazon.com/cdk/v2/guide/resources.html#resources-physical-names',
    fix: 'create the role with `roleName: PhysicalName.GENERATE_IF_NEEDED`',
    since: '0.1.0',
  },

  'cedar-directory': {
    group: 'policy',
    sentence: 'A folder of Cedar policies exists and has at least one `.cedar` file.',
    why: 'A policy engine in ENFORCE mode denies every call when it has no policies.',
    source: `${DEVGUIDE}/policy-core-concepts.html`,
    fix: 'correct the path, or add a policy',
    since: '0.1.0',
  },
  'cedar-file': {
    group: 'policy',
    sentence: 'A Cedar policy file exists and can be read.',
    why: 'The file is read and checked at synthesis.',
    source: 'Relative paths are resolved against the working directory of the app.',
    fix: 'correct the path, or create the file',
    since: '0.1.0',
  },
  'cedar-policy-taken': {
    group: 'policy',
    sentence: 'The Cedar policies of a gateway have different ids.',
    why: 'The id is the construct id of the policy.',
    source: 'https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html',
    fix: 'rename one of them',
    since: '0.1.0',
  },
  'cedar-policy-placement': {
    group: 'policy',
    sentence: 'A Cedar policy is deployed after its gateway, after all targets of the gateway, and after the resources that it names.',
    why: 'The service validates a policy against the tools of the gateway when the policy is created.',
    source: `${DEVGUIDE}/policy-validation-overview.html`,
    fix: 'remove a dependency between the stacks, or replace the reference in the policy with a literal',
    since: '0.1.0',
  },

  'readiness-configured-late': {
    group: 'target',
    sentence: 'The readiness check is configured before it is created, which the first target on an MCP server or an inner gateway does.',
    why: 'The options would have no effect on the function of the readiness check.',
    source: 'https://github.com/cdk-agentcore-gateway/cdk-agentcore-gateway/blob/main/docs/decisions/readiness-check.md',
    fix: 'call `Readiness.configure` before you add targets',
    since: '0.1.0',
  },
  'runtime-config-key-taken': {
    group: 'runtimeConfig',
    sentence: 'Each entry in the Runtime Configuration has its own key.',
    why: 'Code that looks up the key would find only one of the two.',
    source: 'https://github.com/cdk-agentcore-gateway/cdk-agentcore-gateway/blob/main/docs/RUNTIME-CONFIG.md',
    fix: 'give one of them another `runtimeConfigKey`',
    since: '0.1.0',
  },
  'runtime-config-document-stack': {
    group: 'runtimeConfig',
    sentence: 'The stack for the documents of the Runtime Configuration is in the account and region of the code that reads them.',
    why: 'AppConfig deploys a document only to applications in its own account and region.',
    source: 'https://github.com/cdk-agentcore-gateway/cdk-agentcore-gateway/blob/main/docs/RUNTIME-CONFIG.md',
    fix: 'pass a `documentStack` in the same account and region, or none',
    since: '0.1.0',
  },
  'environment-variables': {
    group: 'runtimeConfig',
    sentence: 'A runtime has at most 50 environment variables, including those for the gateways and agents that it calls.',
    why: 'The service rejects a runtime that has more.',
    source: `${API}/API_CreateAgentRuntime.html`,
    fix: 'remove an environment variable',
    since: '0.1.0',
  },
  'gateway-variable-taken': {
    group: 'runtimeConfig',
    sentence: 'The keys of gateways that an agent has environment variables for differ in more than punctuation and case.',
    why: 'Otherwise two gateways get the same environment variable.',
    source: 'https://github.com/cdk-agentcore-gateway/cdk-agentcore-gateway/blob/main/docs/RUNTIME-CONFIG.md',
    fix: 'give one of the gateways another `runtimeConfigKey`',
    since: '0.1.0',
  },
} as const satisfies Readonly<Record<string, Explanation>>;

/** Rules that constructs also enforce at the call, when all values are known at synthesis. */
export const THROWN_RULES = [
  'auth-credentials-one', 'auth-dynamic-listing', 'auth-endpoint-encoding', 'auth-endpoint-https', 'auth-gateway-cycle', 'auth-inbound-needed',
  'auth-inner-gateway-authorizer', 'auth-outbound', 'auth-runtime-authorizer', 'auth-runtime-protocol', 'auth-self-target', 'auth-service-rejected',
  'auth-service-required', 'auth-service-wrong', 'auth-target-protocol',
  'limits-interceptors', 'limits-metadata-lists',
  'names-duplicate-target', 'names-gateway-invalid', 'names-target-invalid',
  'order-cycle',
  'policies-syntax',
] as const;

/** The ids of errors that the library throws. */
export type ErrorId = keyof typeof ERRORS | (typeof THROWN_RULES)[number] | SchemaRuleId;
