import {
  apiMethodsOf, functionBehindUrl, functionOf, functionUrlOf, gatewayKeyOf, identityDirectoryOf, innerGatewayOf, interceptorFunctionsOf,
  itselfOf, NeededResource, policyEngineKeyOf, policyEngineOf, providerOf, runtimeEndpointOf, runtimeOf, Scene, schemaObjectOf, secretOf,
  TargetScene, vaultOf, webSearchTool, workloadIdentityOf,
} from './needed-resources';
import { quoted } from './wording';
import type { Credential, Gateway, GatewayModel, Resource, Role, Target } from '../../model/gateway-model';
import { property, textOf } from '../../model/value';

/**
 * What the role of a gateway must be allowed, one row for each reason: the only place that says so.
 *
 * Rules about order and about grants both read it, so they cannot disagree.
 */

/** When the service uses a permission. */
export type NeedTime =
  /** While the gateway or the target is created, and from then on. */
  | 'creation'
  /** Whenever somebody lists the tools of the gateway, and at calls. */
  | 'listing'
  | 'call';

interface Row<S> {
  readonly applies: (scene: S) => boolean;
  readonly actions: readonly string[];
  /** Each action is needed on each of these; undefined when only the deployment knows what it is. */
  readonly on: readonly ((scene: S) => NeededResource | readonly NeededResource[] | undefined)[];
  readonly when: NeedTime | ((scene: S) => NeedTime);
  /** Completes "the role needs it to …". */
  readonly to: string;
  readonly source: string;
  /** No page of AWS says so, but deployments of others failed without it. */
  readonly undocumented?: boolean;
}

const AGENTCORE = 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide';
const PERMISSIONS = `${AGENTCORE}/gateway-prerequisites-permissions.html`;
const AUTHORIZATION_REFERENCE = 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrockagentcore.html';

export const TARGET_NEEDS: readonly Row<TargetScene>[] = [
  {
    applies: ({ target }) => target.kind === 'lambda',
    actions: ['lambda:InvokeFunction'],
    on: [functionOf],
    when: 'creation',
    to: 'call its function, and the service tries that when it creates the target',
    source: 'https://github.com/aws/aws-cdk/issues/36826',
  },
  {
    applies: ({ target }) => target.schema?.in === 's3',
    actions: ['s3:GetObject'],
    on: [schemaObjectOf],
    when: 'creation',
    to: 'read its schema',
    source: PERMISSIONS,
  },
  {
    applies: ({ target, credential }) => target.kind === 'apiGateway' && usesRole(credential),
    actions: ['execute-api:Invoke'],
    on: [apiMethodsOf],
    when: 'call',
    to: 'call its API',
    source: `${AGENTCORE}/gateway-target-api-gateway.html`,
  },
  {
    applies: ({ target, credential }) => isServer(target) && target.pointsTo.kind === 'runtime' && usesRole(credential),
    // Both resource types are required for the action.
    actions: ['bedrock-agentcore:InvokeAgentRuntime'],
    on: [runtimeOf, runtimeEndpointOf],
    when: contact,
    to: 'call the server on its runtime',
    source: AUTHORIZATION_REFERENCE,
  },
  {
    applies: ({ target, credential }) => isServer(target) && target.pointsTo.kind === 'gateway' && usesRole(credential),
    actions: ['bedrock-agentcore:InvokeGateway'],
    on: [innerGatewayOf],
    when: contact,
    to: 'call the gateway behind it',
    source: `${AGENTCORE}/gateway-target-MCPservers.html`,
  },
  {
    applies: (scene) => usesRole(scene.credential) && authTypeOf(functionUrlOf(scene)) === 'AWS_IAM',
    actions: ['lambda:InvokeFunctionUrl'],
    on: [functionBehindUrl],
    when: contact,
    to: 'call the URL of its function',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
  },
  {
    applies: ({ target, credential }) => target.kind === 'runtime' && usesRole(credential),
    actions: ['bedrock-agentcore:InvokeAgentRuntime'],
    on: [runtimeOf, runtimeEndpointOf],
    when: 'call',
    to: 'call its agent',
    source: AUTHORIZATION_REFERENCE,
  },
  {
    applies: (scene) => scene.target.kind === 'runtime' && usesRole(scene.credential) && isA2a(scene),
    actions: ['bedrock-agentcore:GetAgentCard'],
    on: [runtimeOf],
    when: 'call',
    to: 'fetch the card of its A2A agent',
    source: AUTHORIZATION_REFERENCE,
  },
  {
    applies: ({ target }) => isWebSearch(target),
    actions: ['bedrock-agentcore:InvokeWebSearch'],
    on: [webSearchTool],
    when: 'call',
    to: 'search the web',
    source: AUTHORIZATION_REFERENCE,
  },
  // Seen on AWS: without any one of these resources, or the secret, the key or the token is refused.
  {
    applies: ({ credential }) => usesProvider(credential),
    actions: ['bedrock-agentcore:GetWorkloadAccessToken'],
    on: [identityDirectoryOf, workloadIdentityOf],
    when: contact,
    to: 'get credentials as its workload identity',
    source: 'https://github.com/aws/aws-cdk/issues/38869',
  },
  {
    applies: ({ credential }) => isType(credential, 'API_KEY'),
    actions: ['bedrock-agentcore:GetResourceApiKey'],
    on: [vaultOf, providerOf, identityDirectoryOf, workloadIdentityOf],
    when: contact,
    to: 'get its API key',
    source: `${AGENTCORE}/scope-credential-provider-access.html`,
  },
  {
    applies: ({ credential }) => isType(credential, 'OAUTH'),
    actions: ['bedrock-agentcore:GetResourceOauth2Token'],
    on: [vaultOf, providerOf, identityDirectoryOf, workloadIdentityOf],
    when: contact,
    to: 'get its OAuth token',
    source: `${AGENTCORE}/scope-credential-provider-access.html`,
  },
  {
    applies: ({ credential }) => usesProvider(credential),
    actions: ['secretsmanager:GetSecretValue'],
    on: [secretOf],
    when: contact,
    to: 'read the secret of its credential provider',
    source: PERMISSIONS,
  },
];

export const GATEWAY_NEEDS: readonly Row<Scene>[] = [
  {
    applies: hasEngine,
    actions: ['bedrock-agentcore:GetPolicyEngine'],
    on: [policyEngineOf],
    when: 'creation',
    to: 'have its tool calls decided by the policy engine, which the service tries when it creates the gateway',
    source: `${AGENTCORE}/policy-permissions.html`,
  },
  {
    applies: hasEngine,
    actions: ['bedrock-agentcore:AuthorizeAction', 'bedrock-agentcore:PartiallyAuthorizeActions'],
    on: [policyEngineOf, itselfOf],
    when: 'creation',
    to: 'have its tool calls decided by the policy engine, which the service tries when it creates the gateway',
    source: `${AGENTCORE}/policy-permissions.html`,
  },
  {
    applies: hasEngine,
    actions: ['bedrock-agentcore:CheckAuthorizePermissions'],
    on: [policyEngineOf],
    when: 'creation',
    to: 'attach the policy engine',
    source: 'https://github.com/awslabs/nx-plugin-for-aws/pull/996',
    undocumented: true,
  },
  {
    applies: hasEngineWithKey,
    actions: ['kms:Decrypt'],
    on: [policyEngineKeyOf],
    when: 'creation',
    to: 'read the policy engine, which has a key of its own',
    source: `${AGENTCORE}/policy-encryption.html`,
    undocumented: true,
  },
  {
    applies: ({ gateway }) => gateway.kmsKey !== undefined,
    actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey', 'kms:CreateGrant'],
    on: [gatewayKeyOf],
    when: 'creation',
    to: 'encrypt what the gateway stores',
    source: `${AGENTCORE}/gateway-encryption.html`,
  },
  {
    applies: ({ gateway }) => gateway.interceptors.items.length > 0 || !gateway.interceptors.known,
    // They run at every request, also when somebody lists tools.
    actions: ['lambda:InvokeFunction'],
    on: [interceptorFunctionsOf],
    when: 'listing',
    to: 'run its interceptors',
    source: `${AGENTCORE}/gateway-interceptors-permissions.html`,
  },
];

/** A permission that a gateway's role needs. */
export interface Need {
  readonly action: string;
  readonly on: NeededResource;
  readonly when: NeedTime;
  readonly to: string;
  readonly source: string;
  readonly undocumented: boolean;
}

/** Everything that a gateway itself, or one of its targets, needs. */
export interface Needs {
  readonly of: Gateway | Target;
  readonly gateway: Gateway;
  /** Undefined when the templates do not hold it. */
  readonly role?: Role;
  readonly needs: readonly Need[];
  /** Set when there may be more. */
  readonly unknown?: UnknownNeed;
}

/** Something is needed of which only the deployment knows what it is. */
export interface UnknownNeed {
  readonly because: string;
  readonly when: NeedTime;
}

const known = new WeakMap<GatewayModel, readonly Needs[]>();

/** The needs of every gateway of the app, and of its targets; of targets of other gateways nothing is known. */
export function needsOf(model: GatewayModel): readonly Needs[] {
  const before = known.get(model);
  if (before) return before;
  const targets = new Map(model.targets.map((target) => [target.address, target]));
  const needs = model.gateways.flatMap((gateway) => needsOfGateway(model, gateway, gateway.targets.flatMap((address) => targets.get(address) ?? [])));
  known.set(model, needs);
  return needs;
}

function needsOfGateway(model: GatewayModel, gateway: Gateway, targets: readonly Target[]): Needs[] {
  const scene: Scene = { model, gateway };
  const role = model.roles.find(({ address }) => address === gateway.role?.address);
  return [
    { of: gateway, gateway, ...role ? { role } : {}, ...derive(GATEWAY_NEEDS, scene) },
    ...targets.map((target): Needs => {
      const credential = credentialOf(target);
      const targetScene: TargetScene = { ...scene, target, ...credential ? { credential } : {} };
      const { needs, unknown = whatIsNotKnown(targetScene) } = derive(TARGET_NEEDS, targetScene);
      return { of: target, gateway, ...role ? { role } : {}, needs, ...unknown ? { unknown } : {} };
    }),
  ];
}

function derive<S>(rows: readonly Row<S>[], scene: S): { needs: Need[]; unknown?: UnknownNeed } {
  const needs: Need[] = [];
  let unknown: UnknownNeed | undefined;
  for (const { applies, actions, on, to, source, undocumented = false, ...row } of rows) {
    if (!applies(scene)) continue;
    const when = typeof row.when === 'function' ? row.when(scene) : row.when;
    for (const find of on) {
      const found = find(scene);
      if (!found) unknown ??= { because: `only the deployment knows on what it needs ${quoted(actions)} to ${to}`, when };
      for (const resource of found ? [found].flat() : []) {
        needs.push(...actions.map((action): Need => ({ action, on: resource, when, to, source, undocumented })));
      }
    }
  }
  return unknown ? { needs, unknown } : { needs };
}

/** The one credential that a target may have. */
function credentialOf({ credentials: { items } }: Target): Credential | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function whatIsNotKnown(scene: TargetScene): UnknownNeed | undefined {
  const { target, credential } = scene;
  const { kind, pointsTo } = target;
  if (kind === 'unknown') return { because: 'only the deployment knows what it points to', when: 'creation' };
  if (!target.credentials.known || (credential && !credential.type?.known)) {
    return { because: 'only the deployment knows its credentials', when: contact(scene) };
  }
  if (!usesRole(credential)) return undefined;
  if (['smithy', 'connector', 'httpConnector', 'inferenceProvider', 'inferenceConnector'].includes(kind) && !isWebSearch(target)) {
    return { because: 'what the service behind it asks for is not known', when: 'call' };
  }
  if (['AWS_IAM', 'NONE'].includes(authTypeOf(functionUrlOf(scene)) ?? '')) return undefined;
  // A signed request to any other URL: an API, a service.
  return ['mcpServer', 'openApi', 'passthrough'].includes(kind) && !['runtime', 'gateway'].includes(pointsTo.kind)
    ? { because: 'what the server behind its URL asks for is not known', when: contact(scene) }
    : undefined;
}

// ---- conditions of rows

function isType(credential: Credential | undefined, type: string): boolean {
  return credential?.type?.text === type;
}

function usesRole(credential: Credential | undefined): boolean {
  return isType(credential, 'GATEWAY_IAM_ROLE');
}

function usesProvider(credential: Credential | undefined): boolean {
  return isType(credential, 'OAUTH') || isType(credential, 'API_KEY');
}

/** `AWS_IAM` asks for signatures; with `NONE` everybody may call the URL of a function. */
function authTypeOf(url: Resource | undefined): string | undefined {
  return textOf(property(url?.properties, 'AuthType'))?.text;
}

/** Targets by URL. */
function isServer({ kind }: Target): boolean {
  return kind === 'mcpServer' || kind === 'passthrough';
}

function isWebSearch({ kind, pointsTo }: Target): boolean {
  return kind === 'connector' && pointsTo.kind === 'connector' && pointsTo.connectorId?.text === 'web-search';
}

function hasEngine({ gateway }: Scene): boolean {
  return gateway.policyEngine !== undefined;
}

function hasEngineWithKey({ model, gateway }: Scene): boolean {
  return model.policyEngines.some(({ address, encryptionKey }) => encryptionKey && address === gateway.policyEngine?.engine.address);
}

function isA2a({ model, target }: TargetScene): boolean {
  return model.runtimes.some(({ address, protocol }) => address === target.pointsTo.address && protocol?.text === 'A2A');
}

/** Whether the gateway asks the server of a target for its tools while the target is created. */
export function listsAtCreation(target: Target): boolean {
  return target.kind === 'mcpServer' && property(target.configuration, 'McpToolSchema') === undefined && (target.listingMode?.text ?? 'DEFAULT') === 'DEFAULT'
    && !signsInFirst(credentialOf(target));
}

/** With the authorization code grant the target waits for an administrator, and contacts nobody before. */
function signsInFirst(credential: Credential | undefined): boolean {
  return credential?.grantType?.text === 'AUTHORIZATION_CODE';
}

/** When the gateway first calls what is behind a target: most kinds say themselves what their tools are. */
function contact({ target }: TargetScene): NeedTime {
  if (listsAtCreation(target)) return 'creation';
  return target.kind === 'mcpServer' && property(target.configuration, 'McpToolSchema') === undefined ? 'listing' : 'call';
}
