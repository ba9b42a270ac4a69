import type { Edge, StackDependency } from './edge';
import type { AcknowledgedRule, Address, Asset, StackId } from './source';
import type { Expression } from './symbols';
import type { Certainty, List, Resolved, ResolvedRecord, Text } from './value';
import type { Finding } from '../findings/finding';
import type { Located } from '../findings/place';
import type { ApiMethod } from '../schema/api-gateway';
import type { HttpOperations } from '../schema/http-operation';
import type { RequiredSecurity } from '../schema/openapi-security';
import type { ServiceActions } from '../schema/smithy-actions';
import type { Tool } from '../schema/tool';
import type { TargetCategory, TargetKind } from '../service/target-kinds';

export type { Located };

/**
 * The gateways and related resources of a set of templates, as plain data.
 *
 * Lists are in template order. `undefined` is a property that the template does not set. A property that is unresolved until deployment is a
 * `Text` or `List` whose `known` is false.
 */
export interface GatewayModel {
  readonly stacks: readonly Stack[];
  /** Every resource of every stack, by address. */
  readonly resources: Readonly<Record<Address, Resource>>;
  readonly gateways: readonly Gateway[];
  readonly targets: readonly Target[];
  readonly policyEngines: readonly PolicyEngine[];
  readonly cedarPolicies: readonly CedarPolicy[];
  readonly roles: readonly Role[];
  /** The roles with a statement that allows invoking a gateway of the app. */
  readonly callers: readonly Caller[];
  readonly runtimes: readonly Runtime[];
  /** The Lambda functions, whatever they are for. */
  readonly functions: readonly LambdaFunction[];
  readonly functionUrls: readonly FunctionUrl[];
  readonly restApis: readonly RestApi[];
  readonly resourcePolicies: readonly ResourcePolicy[];
  readonly credentialProviders: readonly CredentialProvider[];
  readonly runtimeConfigurations: readonly RuntimeConfiguration[];
  /** Dependencies between resources; query them with `graphOf(model)`. */
  readonly edges: readonly Edge[];
  /** Dependencies between stacks. */
  readonly stackDependencies: readonly StackDependency[];
  /** The expression of each placeholder. */
  readonly symbols: Readonly<Record<string, Expression>>;
  /** Parts of the templates that the loader could not interpret, so they may not be absent. */
  readonly gaps: readonly Gap[];
  /** The parameters of the templates that a deployment can set. */
  readonly parameters: readonly Parameter[];
  /** What is unusual in the files that were read, each with its position. */
  readonly warnings: readonly string[];
}

export interface Stack {
  readonly id: StackId;
  readonly name?: string;
  readonly account?: string;
  readonly region?: string;
  readonly templateFile?: string;
  /** The size of the deployed file in bytes. */
  readonly templateBytes: number;
  readonly nestedIn?: Address;
  readonly assets: readonly Asset[];
  /** Validation findings that the app acknowledges in this stack. */
  readonly acknowledgedRules?: readonly AcknowledgedRule[];
}

export interface Resource extends Located {
  readonly stack: StackId;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: ResolvedRecord;
  readonly metadata: ResolvedRecord;
  /** The full construct path. */
  readonly constructPath?: string;
  readonly condition?: string;
  /** `no` and `unknown` result from a condition. No other list of the model contains resources that do not exist. */
  readonly exists: Certainty;
  readonly deletionPolicy?: string;
}

/** A text that names a resource, and the address if the resource is in the app. */
export interface Link extends Text {
  readonly address?: Address;
}

export interface Parameter {
  readonly stack: StackId;
  readonly stackName?: string;
  readonly name: string;
}

export interface Gap {
  readonly stack: StackId;
  readonly address?: Address;
  readonly message: string;
}

// ---- gateways

export interface Gateway extends Located {
  readonly name?: Text;
  readonly description?: Text;
  readonly arn: string;
  readonly url: string;
  readonly identifier: string;
  readonly authorizer: Authorizer;
  /** `none`: an HTTP gateway, which has no protocol type. */
  readonly protocol: 'MCP' | 'none' | 'unknown';
  readonly mcp?: McpConfiguration;
  readonly policyEngine?: PolicyEngineAssociation;
  readonly role?: Link;
  readonly kmsKey?: Link;
  readonly webAcls: readonly WebAclAssociation[];
  readonly wafFailureMode?: Text;
  readonly logSources: readonly LogSource[];
  readonly interceptors: List<Interceptor>;
  readonly routingRules: readonly RoutingRule[];
  readonly rateLimits: readonly RateLimit[];
  readonly exceptionLevel?: Text;
  /** The targets of this gateway in all stacks of the app. */
  readonly targets: readonly Address[];
  readonly properties: ResolvedRecord;
}

/** A rule for requests to HTTP and inference targets. */
export interface RoutingRule extends Located {
  readonly priority?: Text;
  /** The paths, principals and models that the rule is for. */
  readonly conditions: readonly Text[];
  /** Where requests go, by the names of the targets: first, then when a target fails. */
  readonly routes: readonly { readonly target: Text; readonly model?: Text; readonly weight?: Text; readonly isFallback: boolean }[];
}

export interface RateLimit extends Located {
  /** What is counted separately: callers, tools, models, headers. */
  readonly keys: List<Text>;
  readonly rates: readonly { readonly of: string; readonly limit: Text; readonly period: Text }[];
}

export interface Authorizer {
  /** CUSTOM_JWT, AWS_IAM, AUTHENTICATE_ONLY or NONE. */
  readonly type?: Text;
  readonly jwt?: JwtConfiguration;
  /** True if the template sets an authorizer configuration that is unresolved until deployment. */
  readonly configurationUnknown: boolean;
}

export interface JwtConfiguration {
  readonly discoveryUrl?: Text;
  readonly allowedAudience: List<Text>;
  readonly allowedClients: List<Text>;
  readonly allowedScopes: List<Text>;
  readonly customClaims: List<Resolved>;
  readonly properties: ResolvedRecord;
}

export interface McpConfiguration {
  readonly supportedVersions: List<Text>;
  readonly search: 'on' | 'off' | 'unknown';
  readonly instructions?: Text;
  /** `on` also with an empty configuration, which has the default timeout. */
  readonly sessions: 'on' | 'off' | 'unknown';
  readonly sessionTimeoutInSeconds?: Text;
  readonly responseStreaming: 'on' | 'off' | 'unknown';
  readonly properties: ResolvedRecord;
}

interface PolicyEngineAssociation {
  readonly engine: Link;
  /** ENFORCE or LOG_ONLY. */
  readonly mode?: Text;
}

export interface WebAclAssociation {
  readonly association: Address;
  readonly webAcl?: Link;
}

/** Logs or traces of a gateway. */
export interface LogSource {
  readonly address: Address;
  /** APPLICATION_LOGS or TRACES. */
  readonly type?: Text;
  readonly deliveries: readonly LogDelivery[];
}

interface LogDelivery {
  readonly address: Address;
  readonly destination?: Link;
  /** CWL, S3, FH or XRAY; unknown for a destination that is not in the app. */
  readonly destinationType?: Text;
  /** The log group, the bucket or the stream. */
  readonly writesTo?: Link;
}

export interface Interceptor {
  readonly points: List<Text>;
  readonly lambda?: Link;
  /** The function in the app, also when `lambda` is its alias or version. */
  readonly function?: Address;
  /** Whether a payload filter leaves out the body of responses; `undefined` without a filter. */
  readonly excludesResponseBody?: boolean;
  readonly passRequestHeaders?: Text;
  readonly properties: ResolvedRecord;
}

// ---- targets

export interface Target extends Located {
  readonly name?: Text;
  readonly description?: Text;
  readonly gateway?: Link;
  readonly protocol: TargetCategory | 'unknown';
  /** `unknown` if the configuration is missing, unresolved until deployment or of another kind. */
  readonly kind: TargetKind | 'unknown';
  /** The configuration of this kind, in CloudFormation's spelling. */
  readonly configuration: ResolvedRecord;
  /** The whole `TargetConfiguration`; more than one member is invalid. */
  readonly targetConfiguration: Resolved;
  /** Empty if the gateway calls the target without credentials. */
  readonly credentials: List<Credential>;
  readonly metadata: MetadataConfiguration;
  readonly listingMode?: Text;
  /** The target with the lowest number wins when two have a resource of one URI. */
  readonly resourcePriority?: Text;
  readonly pointsTo: Destination;
  readonly schema?: SchemaLocation;
  readonly tools: ToolList;
  /** The IAM actions of the operations in the Smithy model of an AWS service. */
  readonly serviceActions?: ServiceActions;
  /** What the operations of an OpenAPI document require of requests. */
  readonly apiSecurity?: readonly RequiredSecurity[];
  readonly privateEndpoint?: Resolved;
  readonly certificates?: Resolved;
}

export interface Credential {
  /** GATEWAY_IAM_ROLE, OAUTH, API_KEY, CALLER_IAM_CREDENTIALS or JWT_PASSTHROUGH. */
  readonly type?: Text;
  readonly service?: Text;
  readonly region?: Text;
  readonly provider?: Link;
  readonly scopes?: List<Text>;
  readonly grantType?: Text;
  readonly defaultReturnUrl?: Text;
  readonly customParameters?: Resolved;
  readonly location?: Text;
  readonly parameterName?: Text;
  readonly prefix?: Text;
  readonly properties: ResolvedRecord;
}

/** The forwarded headers and query parameters; `undefined` if the template does not set them. */
export interface MetadataConfiguration {
  readonly requestHeaders?: List<Text>;
  readonly responseHeaders?: List<Text>;
  readonly queryParameters?: List<Text>;
}

/** The resource that a target calls. `address` is set if the resource is in the app. */
export type Destination =
  | { readonly kind: 'lambda'; readonly arn?: Text; readonly address?: Address }
  | {
    readonly kind: 'runtime';
    readonly arn?: Text;
    readonly url?: Text;
    readonly qualifier?: Text;
    readonly address?: Address;
    /** Whether the ARN in the URL is URL-encoded, as the service requires. */
    readonly encoded?: Certainty;
  }
  | { readonly kind: 'gateway'; readonly url: Text; readonly address?: Address }
  | { readonly kind: 'restApi'; readonly restApiId?: Text; readonly stage?: Text; readonly address?: Address }
  | { readonly kind: 'url'; readonly url: Text; readonly address?: Address }
  | { readonly kind: 'connector'; readonly connectorId?: Text; readonly address?: Address }
  | { readonly kind: 'unknown'; readonly reason: string; readonly address?: Address };

/** The location of a schema or Smithy model. */
export type SchemaLocation =
  | { readonly in: 'template'; readonly bytes: number }
  /** `file` is set if the object is an asset of the assembly. */
  | { readonly in: 's3'; readonly uri?: Text; readonly bucketOwner?: Text; readonly file?: string }
  | { readonly in: 'unknown' };

export type ToolList =
  | {
    readonly is: 'known';
    readonly tools: readonly Tool[];
    /** False if there may be more tools, or if names are unresolved until deployment. */
    readonly complete: boolean;
    readonly from: ToolOrigin;
    readonly findings: readonly Finding[];
    /** The requests of tools that stand for operations of an HTTP API, by the names of the tools. */
    readonly operations?: HttpOperations;
  }
  /** The tools of an inner gateway of the app: `toolsThrough` lists them. */
  | { readonly is: 'through'; readonly gateway: Address }
  /** HTTP and inference targets have no tools. */
  | { readonly is: 'none' }
  | { readonly is: 'unknown'; readonly reason: string; readonly findings: readonly Finding[] };

/** The source of the tools. */
export interface ToolOrigin {
  readonly kind: 'toolSchema' | 'openApi' | 'smithy' | 'apiGateway' | 'mcpToolSchema' | 'metadata' | 'connector';
  /** Set if the source is a file. */
  readonly file?: string;
}

// ---- policies

export interface PolicyEngine extends Located {
  readonly name?: Text;
  readonly arn: string;
  readonly encryptionKey?: Link;
  /** The gateways that it is attached to. */
  readonly gateways: readonly Address[];
  readonly policies: readonly Address[];
}

export interface CedarPolicy extends Located {
  readonly name?: Text;
  readonly engine?: Link;
  /** `policy` is the service's superset of Cedar. */
  readonly language: 'cedar' | 'policy' | 'unknown';
  readonly statement?: Text;
  readonly enforcementMode?: Text;
  readonly validationMode?: Text;
}

// ---- identity and access

export interface Role extends Located {
  /** True if the role is not created in the app: only policies that the app attaches are known. */
  readonly imported: boolean;
  readonly name?: Text;
  readonly arn: string;
  /** The trust policy; undefined for an imported role. */
  readonly trust?: List<Statement>;
  /** All statements that the app's resources attach to the role, including deny statements. */
  readonly statements: readonly Statement[];
  /** Managed policies outside the app, whose statements are not in `statements`. */
  readonly managedPolicies: List<Text>;
  /** The location of each policy of the role, even if its statements are unresolved until deployment. */
  readonly carriers: readonly PolicyCarrier[];
  readonly permissionsBoundary?: Link;
  /** False if statements of the role are unresolved until deployment. */
  readonly complete: boolean;
  /** The runtimes, functions and gateways that use this role. */
  readonly usedBy: readonly Address[];
}

/** The resource that attaches statements to a role. The role has the statements only while this resource exists. */
export interface PolicyCarrier extends Located {
  readonly kind: 'inline' | 'AWS::IAM::Policy' | 'AWS::IAM::RolePolicy' | 'AWS::IAM::ManagedPolicy';
  readonly policyName?: Text;
}

export interface Statement {
  readonly sid?: Text;
  readonly effect: 'Allow' | 'Deny' | 'unknown';
  readonly actions: List<Text>;
  readonly notActions?: List<Text>;
  readonly resources: List<Text>;
  readonly notResources?: List<Text>;
  /** Set for trust and resource-based policies, as written. */
  readonly principal?: Resolved;
  readonly notPrincipal?: Resolved;
  readonly condition?: Resolved;
  /** The resource that contains the statement. */
  readonly carrier: PolicyCarrier;
}

export interface Caller {
  readonly gateway: Address;
  readonly role: Address;
  readonly carrier: Address;
  readonly statement: Statement;
  /** `unknown` if it is unknown until deployment whether the statement covers this gateway. */
  readonly allowed: Exclude<Certainty, 'no'>;
  /** The agents, functions and outer gateways that use the role. */
  readonly usedBy: readonly Address[];
}

export interface ResourcePolicy extends Located {
  readonly resource?: Link;
  readonly statements: List<Statement>;
}

export interface CredentialProvider extends Located {
  readonly kind: 'apiKey' | 'oauth2';
  readonly name?: Text;
  readonly arn: string;
  readonly properties: ResolvedRecord;
}

// ---- REST APIs

export interface RestApi extends Located {
  readonly name?: Text;
  /** `undefined` if the template does not list all methods. */
  readonly methods?: readonly RestApiMethod[];
}

/** A method of a REST API, and what it calls. */
export interface RestApiMethod extends ApiMethod {
  readonly integration?: Integration;
}

export interface Integration {
  /** AWS_PROXY, AWS, HTTP_PROXY, HTTP or MOCK. */
  readonly type: string;
  readonly uri?: Text;
  /** The Lambda function, if it is in the app. */
  readonly function?: Address;
}

// ---- agents and MCP servers

export interface Runtime extends Located {
  readonly name?: Text;
  readonly arn: string;
  /** MCP, HTTP, A2A or AGUI; HTTP if the template does not set it. */
  readonly protocol?: Text;
  readonly environment: Readonly<Record<string, Text>>;
  readonly jwt?: JwtConfiguration;
  readonly role?: Link;
  readonly endpoints: readonly RuntimeEndpoint[];
  readonly artifact: RuntimeArtifact;
  /** The headers of callers that reach its code. */
  readonly requestHeaders: List<Text>;
  /** How to start it locally, from the resource's `Metadata`. */
  readonly local?: LocalStart;
  /** The tools of an MCP server, from the resource's `Metadata`. */
  readonly tools?: ToolList;
  readonly properties: ResolvedRecord;
}

/** What a runtime runs. A path is a folder or a zip file of the assembly. */
export type RuntimeArtifact =
  /** `path` is set if the code is an asset of the app. */
  | { readonly in: 'code'; readonly path?: string; readonly entryPoint: List<Text>; readonly runtime?: Text }
  /** `asset` is set if the app builds the image. */
  | { readonly in: 'image'; readonly uri: Text; readonly asset?: Asset }
  | { readonly in: 'unknown' };

/** A process on a development machine. The folder is relative to the folder of the app. */
export interface LocalStart {
  readonly command?: Text;
  readonly args: List<Text>;
  readonly workingDirectory?: Text;
  readonly environment: Readonly<Record<string, Text>>;
  readonly port?: number;
}

export interface RuntimeEndpoint extends Located {
  readonly name?: Text;
}

/** A version of an AppConfig document in which agents find gateways and other agents. */
export interface RuntimeConfiguration extends Located {
  readonly application?: Link;
  readonly profile?: Link;
  readonly profileName?: Text;
  /** The document, with placeholders; undefined if it is not JSON or not in the template. */
  readonly document?: Resolved;
}

// ---- Lambda functions

export interface LambdaFunction extends Located {
  readonly name?: Text;
  readonly code: FunctionCode;
  readonly handler?: Text;
  /** Not set for a container image. */
  readonly runtime?: Text;
  /** The runtimes that a mapping of the template gives, if `runtime` depends on where the app is deployed. */
  readonly possibleRuntimes?: readonly string[];
  readonly timeoutInSeconds?: Text;
  readonly memoryInMegabytes?: Text;
  readonly architecture?: Text;
  readonly environment: Readonly<Record<string, Text>>;
  readonly layers: List<FunctionLayer>;
  readonly properties: ResolvedRecord;
}

/** A URL of a function, or of an alias of it. */
export interface FunctionUrl extends Located {
  /** Set if the function is in the app. */
  readonly function?: Address;
  /** BUFFERED or RESPONSE_STREAM; BUFFERED if the template does not set it. */
  readonly invokeMode?: Text;
  /** How to start the server behind it locally, from the resource's `Metadata`. */
  readonly local?: LocalStart;
}

/** The code of a function. A path is a folder or a zip file of the assembly. */
export type FunctionCode =
  | { readonly in: 'asset'; readonly path: string }
  | { readonly in: 'template'; readonly text: Text }
  /** `asset` is set if the app builds the image. */
  | { readonly in: 'image'; readonly uri: Text; readonly asset?: Asset }
  | { readonly in: 'unknown' };

/** The ARN of a layer, and the folder or zip file with its content if the layer is in the app. */
export interface FunctionLayer extends Link {
  readonly path?: string;
}
