import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { GatewayError } from './gateway-error';
import { apiMessage } from '../findings/api-message';

/** What an argument must be. TypeScript checks it; programs in JavaScript and Python pass anything. */
interface Expected {
  readonly is: (value: unknown) => boolean;
  readonly fix: string;
}

const has = (...members: string[]) => (value: unknown) => {
  return typeof value === 'object' && value !== null && members.every((member) => member in value);
};

export const EXPECTED = {
  text: { is: (value) => typeof value === 'string' && value !== '', fix: 'pass a text' },
  props: { is: (value) => typeof value === 'object' && value !== null && !Array.isArray(value), fix: 'pass an object with the properties' },
  list: { is: Array.isArray, fix: 'pass a list, in brackets' },
  scope: { is: has('node'), fix: 'pass the stack or construct to create it in' },
  scopeOf: { is: has('node'), fix: 'pass the app, a stage, a stack or another construct' },
  value: { is: (value) => value !== undefined && value !== null, fix: 'pass a string, a number, a list or an object' },
  gateway: { is: has('node', 'gatewayArn'), fix: apiMessage`pass a gateway, or import one with \`Gateway.fromGatewayAttributes\`` },
  runtime: { is: has('node', 'runtimeRef'), fix: apiMessage`pass the construct of the runtime; for a URL use \`addMcpServerTarget\`, for an ARN import the runtime` },
  mcpServer: {
    is: (value) => has('node', 'runtimeRef')(value) || has('node', 'functionUrl')(value),
    fix: apiMessage`pass an \`McpServer\`, a \`LambdaMcpServer\` or another runtime; for a URL use \`addMcpServerTarget\`, for an ARN import the runtime`,
  },
  lambdaMcpServer: { is: has('node', 'functionUrl'), fix: apiMessage`pass a \`LambdaMcpServer\`` },
  urlPath: {
    is: (value) => typeof value === 'string' && /^\/[^?#\s]*$/.test(value) && !Token.isUnresolved(value),
    fix: apiMessage`pass a path that starts with a slash, such as \`/mcp\``,
  },
  functionOrAlias: {
    is: (value) => has('node', 'functionArn')(value) && (!has('version')(value) || has('aliasName')(value)),
    fix: apiMessage`pass a function or an alias, or import one; a version cannot have a function URL`,
  },
  grantee: { is: has('grantPrincipal'), fix: apiMessage`pass an agent, a function, a role or another grantable construct; for a construct without \`grantPrincipal\`, such as \`CfnHarness\`, pass its role` },
  lambdaFunction: { is: has('node', 'functionArn'), fix: apiMessage`pass a function, or import one with \`Function.fromFunctionArn\`` },
  restApi: { is: has('node', 'restApiId'), fix: apiMessage`pass a REST API, or import one with \`RestApi.fromRestApiAttributes\`` },
  toolSchema: { is: has('bind', '_render'), fix: apiMessage`use \`ToolSchema.fromInline\`, \`ToolSchema.fromLocalAsset\` or \`ToolSchema.fromS3File\`` },
  apiSchema: { is: has('bind', '_render'), fix: apiMessage`use \`ApiSchema.fromInline\`, \`ApiSchema.fromLocalAsset\` or \`ApiSchema.fromS3File\`` },
  endpoint: { is: (value) => typeof value === 'string' && value !== '', fix: 'pass an https URL, or the URL of a construct' },
  knowledgeBase: { is: has('knowledgeBaseRef'), fix: apiMessage`pass the construct of a knowledge base, such as \`CfnKnowledgeBase\`` },
  passthroughProtocol: { is: has('value'), fix: apiMessage`use \`PassthroughProtocol.A2A\` or another protocol of that class` },
  rendered: { is: has('_render'), fix: 'use one of the static methods of the class that the documentation names for it' },
  bound: { is: has('_bind'), fix: apiMessage`use \`LoggingDestination.cloudWatchLogs\`, \`LoggingDestination.s3\` or \`LoggingDestination.firehose\`` },
  provider: { is: has('node', 'credentialProviderArn'), fix: apiMessage`pass an \`OAuth2CredentialProvider\`` },
  webAcl: { is: has('node', 'webAclRef'), fix: 'pass the construct of the web ACL' },
  artifact: { is: has('bind', '_render'), fix: apiMessage`use \`AgentRuntimeArtifact.fromAsset\` or another of its static methods` },
  interceptor: { is: has('bind', 'interceptionPoint'), fix: apiMessage`use \`LambdaInterceptor.forRequest\` or \`LambdaInterceptor.forResponse\`` },
  userPool: { is: has('node', 'userPoolId'), fix: apiMessage`pass a user pool, or import one with \`UserPool.fromUserPoolId\`` },
  cedarPolicy: { is: has('_bind'), fix: apiMessage`use \`CedarPolicy.fromText\`, \`CedarPolicy.fromFile\` or \`CedarPolicy.fromDirectory\`` },
} as const satisfies Record<string, Expected>;

/**
 * Requires that an argument is of its type, before something fails that names no argument.
 *
 * @throws GatewayError `argument`, naming the argument and what was given
 */
export function requireArgument(scope: IConstruct | undefined, name: string, value: unknown, { is, fix }: Expected): void {
  if (!is(value)) throw new GatewayError('argument', scope, `argument ${name} is ${given(value)}`, fix);
}

/** The same for an argument that may be left out. */
export function requireOptional(scope: IConstruct | undefined, name: string, value: unknown, expected: Expected): void {
  if (value !== undefined) requireArgument(scope, name, value, expected);
}

/** Passes the scope of a new construct on, because nothing else can run before the constructor of its base class. */
export function requireScope<T extends IConstruct>(scope: T, id: string): T {
  requireArgument(undefined, apiMessage`\`scope\``, scope, EXPECTED.scope);
  requireArgument(scope, apiMessage`\`id\``, id, EXPECTED.text);
  return scope;
}

function given(value: unknown): string {
  if (value === undefined || value === null) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return value === '' ? 'an empty text' : `the text \`${value.length > 60 ? `${value.slice(0, 59)}…` : value}\``;
  return typeof value === 'object' ? `an object of class ${value.constructor?.name ?? 'Object'}` : `\`${String(value)}\``;
}
