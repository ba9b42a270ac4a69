import type { Edge, StackDependency } from './edge';
import type { AcknowledgedRule, Address, Asset, StackId } from './source';
import type { Expression } from './symbols';
import type { Certainty, List, Resolved, ResolvedRecord, Text } from './value';
import type { Finding } from '../findings/finding';
import type { Located } from '../findings/place';
import type { Tool } from '../schema/tool';
import type { TargetCategory, TargetKind } from '../service/target-kinds';

export type { Located };

/**
 * Gateways and everything around them as a set of templates describes it: plain data, the same whoever wrote the templates.
 *
 * In each list the order is that of the templates. `undefined` is a property that the template does not set; a property that it sets to
 * something only the deployment knows is a `Text` or `List` whose `known` is false.
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
  /** Who has a statement that allows to invoke a gateway of the app. */
  readonly callers: readonly Caller[];
  readonly runtimes: readonly Runtime[];
  readonly resourcePolicies: readonly ResourcePolicy[];
  readonly credentialProviders: readonly CredentialProvider[];
  readonly runtimeConfigurations: readonly RuntimeConfiguration[];
  /** What needs what among the resources; read it with `graphOf(model)`. */
  readonly edges: readonly Edge[];
  /** What needs what among the stacks. */
  readonly stackDependencies: readonly StackDependency[];
  /** What each placeholder in the values stands for. */
  readonly symbols: Readonly<Record<string, Expression>>;
  /** What the loader could not see, so that nobody takes it for absent. */
  readonly gaps: readonly Gap[];
}

export interface Stack {
  readonly id: StackId;
  readonly name?: string;
  readonly account?: string;
  readonly region?: string;
  readonly templateFile?: string;
  /** Bytes of the file, as it is deployed. */
  readonly templateBytes: number;
  readonly nestedIn?: Address;
  readonly assets: readonly Asset[];
  /** Findings of validation plugins that the program acknowledges in this stack. */
  readonly acknowledgedRules?: readonly AcknowledgedRule[];
}

export interface Resource extends Located {
  readonly stack: StackId;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: ResolvedRecord;
  readonly metadata: ResolvedRecord;
  /** The full construct path as the CDK knows it. */
  readonly constructPath?: string;
  readonly condition?: string;
  /** `no` and `unknown` come from a condition. Resources that do not exist are listed nowhere else in the model. */
  readonly exists: Certainty;
  readonly deletionPolicy?: string;
  readonly updateReplacePolicy?: string;
}

/** A text that names a resource, and that resource when it is in the app. */
export interface Link extends Text {
  readonly address?: Address;
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
  /** `none`: an HTTP gateway, made without a protocol. */
  readonly protocol: 'MCP' | 'none' | 'unknown';
  readonly mcp?: McpConfiguration;
  readonly policyEngine?: PolicyEngineAssociation;
  readonly role?: Link;
  readonly kmsKey?: Link;
  readonly webAcls: readonly WebAclAssociation[];
  readonly wafFailureMode?: Text;
  readonly interceptors: List<Interceptor>;
  readonly exceptionLevel?: Text;
  /** Targets of this gateway in the app, whichever stack they are in. */
  readonly targets: readonly Address[];
  readonly properties: ResolvedRecord;
}

export interface Authorizer {
  /** CUSTOM_JWT, AWS_IAM, AUTHENTICATE_ONLY or NONE. */
  readonly type?: Text;
  readonly jwt?: JwtConfiguration;
  /** True when the template sets an authorizer configuration of which only the deployment knows the content. */
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
  readonly sessionTimeoutInSeconds?: Text;
  readonly responseStreaming: 'on' | 'off' | 'unknown';
  readonly properties: ResolvedRecord;
}

export interface PolicyEngineAssociation {
  readonly engine: Link;
  /** ENFORCE or LOG_ONLY. */
  readonly mode?: Text;
}

export interface WebAclAssociation {
  readonly association: Address;
  readonly webAcl?: Link;
}

export interface Interceptor {
  readonly points: List<Text>;
  readonly lambda?: Link;
  readonly passRequestHeaders?: Text;
  readonly properties: ResolvedRecord;
}

// ---- targets

export interface Target extends Located {
  readonly name?: Text;
  readonly description?: Text;
  readonly gateway?: Link;
  readonly protocol: TargetCategory | 'unknown';
  /** `unknown` when the configuration is not there, unresolved until deployment or not one of these. */
  readonly kind: TargetKind | 'unknown';
  /** The configuration of this kind, spelled as in CloudFormation. */
  readonly configuration: ResolvedRecord;
  /** The whole `TargetConfiguration`; more than one member is the user's mistake. */
  readonly targetConfiguration: Resolved;
  /** None: the gateway calls the target without credentials. */
  readonly credentials: List<Credential>;
  readonly metadata: MetadataConfiguration;
  readonly listingMode?: Text;
  readonly pointsTo: Destination;
  readonly schema?: SchemaLocation;
  readonly tools: ToolList;
  readonly privateEndpoint?: Resolved;
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

/** Headers and query parameters that pass through; `undefined` where the template allows none. */
export interface MetadataConfiguration {
  readonly requestHeaders?: List<Text>;
  readonly responseHeaders?: List<Text>;
  readonly queryParameters?: List<Text>;
}

/** What a target calls. `address` is set when that is in the app. */
export type Destination =
  | { readonly kind: 'lambda'; readonly arn?: Text; readonly address?: Address }
  | {
    readonly kind: 'runtime';
    readonly arn?: Text;
    readonly url?: Text;
    readonly qualifier?: Text;
    readonly address?: Address;
    /** Whether the ARN in the URL is URL-encoded, as the service wants it. */
    readonly encoded?: Certainty;
  }
  | { readonly kind: 'gateway'; readonly url: Text; readonly address?: Address }
  | { readonly kind: 'restApi'; readonly restApiId?: Text; readonly stage?: Text; readonly address?: Address }
  | { readonly kind: 'url'; readonly url: Text; readonly address?: Address }
  | { readonly kind: 'connector'; readonly connectorId?: Text; readonly address?: Address }
  | { readonly kind: 'unknown'; readonly reason: string; readonly address?: Address };

/** Where a schema or a model is. */
export type SchemaLocation =
  | { readonly in: 'template'; readonly bytes: number }
  /** `file` when the object is an asset of the assembly. */
  | { readonly in: 's3'; readonly uri?: Text; readonly bucketOwner?: Text; readonly file?: string }
  | { readonly in: 'unknown' };

export type ToolList =
  | {
    readonly is: 'known';
    readonly tools: readonly Tool[];
    /** False when there may be more tools, or names that only the deployment knows. */
    readonly complete: boolean;
    readonly from: ToolOrigin;
    readonly findings: readonly Finding[];
  }
  /** The tools of a gateway of the app: `toolsThrough` lists them. */
  | { readonly is: 'through'; readonly gateway: Address }
  /** Targets by HTTP path have no tools. */
  | { readonly is: 'none' }
  | { readonly is: 'unknown'; readonly reason: string; readonly findings: readonly Finding[] };

/** Where tools were read. */
export interface ToolOrigin {
  readonly kind: 'toolSchema' | 'openApi' | 'smithy' | 'apiGateway' | 'mcpToolSchema' | 'metadata';
  /** The file, when it was one. */
  readonly file?: string;
}

// ---- policies

export interface PolicyEngine extends Located {
  readonly name?: Text;
  readonly arn: string;
  readonly encryptionKey?: Link;
  /** Gateways that it decides for. */
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
  /** An imported role is known by what the app attaches to it only. */
  readonly imported: boolean;
  readonly name?: Text;
  readonly arn: string;
  /** Who may assume the role; undefined for an imported one. */
  readonly trust?: List<Statement>;
  /** Every statement that the app's resources give the role, deny statements too. */
  readonly statements: readonly Statement[];
  /** Managed policies that are not in the app: what they allow is not in `statements`. */
  readonly managedPolicies: List<Text>;
  /** Where each policy of the role is, also those of which nothing is known. */
  readonly carriers: readonly PolicyCarrier[];
  readonly permissionsBoundary?: Link;
  /** False when a policy of the role holds statements that only the deployment knows. */
  readonly complete: boolean;
  /** Runtimes, functions and gateways that have this role. */
  readonly usedBy: readonly Address[];
}

/** The resource that gives a role its statements; while it is not there, the role does not have them. */
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
  /** Of trust and resource policies, as written. */
  readonly principal?: Resolved;
  readonly notPrincipal?: Resolved;
  readonly condition?: Resolved;
  /** Where the statement is; for a trust or resource policy the resource itself. */
  readonly carrier: PolicyCarrier;
}

export interface Caller {
  readonly gateway: Address;
  readonly role: Address;
  readonly carrier: Address;
  readonly statement: Statement;
  /** `unknown` when only the deployment tells whether the statement means this gateway. */
  readonly allowed: Exclude<Certainty, 'no'>;
  /** What acts with the role: agents, functions, outer gateways. */
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

// ---- agents and MCP servers

export interface Runtime extends Located {
  readonly name?: Text;
  readonly arn: string;
  /** MCP, HTTP, A2A or AGUI; HTTP when the template does not say. */
  readonly protocol?: Text;
  readonly environment: Readonly<Record<string, Text>>;
  /** False when the template passes variables that only the deployment knows. */
  readonly environmentKnown: boolean;
  readonly jwt?: JwtConfiguration;
  readonly networkMode?: Text;
  readonly role?: Link;
  readonly endpoints: readonly RuntimeEndpoint[];
  /** How to start it on a laptop: the resource's `Metadata`. */
  readonly local?: Resolved;
  /** The tools of an MCP server that were written down in the resource's `Metadata`. */
  readonly tools?: ToolList;
  readonly properties: ResolvedRecord;
}

export interface RuntimeEndpoint extends Located {
  readonly name?: Text;
}

/** A version of an AppConfig document that agents read to find gateways and other agents. */
export interface RuntimeConfiguration extends Located {
  readonly application?: Link;
  readonly profile?: Link;
  readonly profileName?: Text;
  /** The document, its values with placeholders; undefined when it is not JSON or not in the template. */
  readonly document?: Resolved;
}
