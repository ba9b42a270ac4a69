import { apiUrlOf } from './apis-and-schemas';
import { hasCertificatesIn } from './certificates';
import { contactTime, NeedTime } from './contact-time';
import { functionUrlOf } from './functions';
import type { Scene, TargetScene } from './needed-resource';
import type { Credential, Resource, Target } from '../../../model/gateway-model';
import { property, textOf } from '../../../model/value';
import { KNOWLEDGE_BASES, WEB_SEARCH } from '../../../service/connectors';
import { CREDENTIAL_KINDS, CREDENTIALS } from '../../../service/credential-kinds';
import { CREDENTIAL_PERMISSIONS, GatewayPermission, TargetPermission } from '../../../service/permissions';
import type { TargetKind } from '../../../service/target-kinds';
import { DEFAULT_GRANT_TYPE } from '../../../service/values';

/** Whether a gateway needs a permission for itself. */
export const GATEWAY_NEEDS: Readonly<Record<GatewayPermission, (scene: Scene) => boolean>> = {
  readPolicyEngine: hasEngine,
  authorizeCalls: hasEngine,
  attachPolicyEngine: hasEngine,
  attachGateway: hasEngine,
  decryptPolicyEngine: ({ model, gateway }) => model.policyEngines.some(({ address, encryptionKey }) => encryptionKey && address === gateway.policyEngine?.engine.address),
  encryptGateway: ({ gateway }) => gateway.kmsKey !== undefined,
  runInterceptors: ({ gateway }) => gateway.interceptors.items.length > 0 || !gateway.interceptors.known,
};

/** Whether a gateway needs a permission for one of its targets. */
export const TARGET_NEEDS: Readonly<Record<TargetPermission, (scene: TargetScene) => boolean>> = {
  invokeFunction: ({ target }) => target.kind === 'lambda',
  readSchema: ({ target }) => target.schema?.in === 's3',
  readCertificateObject: ({ target }) => hasCertificatesIn(target, 'S3'),
  readCertificateSecret: ({ target }) => hasCertificatesIn(target, 'SecretsManager'),
  callApi: ({ target, credential }) => target.kind === 'apiGateway' && usesRole(credential),
  callRuntimeServer: ({ target, credential }) => isServer(target) && target.pointsTo.kind === 'runtime' && usesRole(credential),
  callInnerGateway: ({ target, credential }) => isServer(target) && target.pointsTo.kind === 'gateway' && usesRole(credential),
  callFunctionUrl: callsSignedFunctionUrl,
  invokeBehindFunctionUrl: callsSignedFunctionUrl,
  callApiBehindUrl: (scene) => usesRole(scene.credential) && apiUrlOf(scene) !== undefined,
  callAgent: ({ target, credential }) => target.kind === 'runtime' && usesRole(credential),
  fetchAgentCard: callsA2a,
  fetchAgentCardOfEndpoint: callsA2a,
  searchWeb: ({ target }) => isConnector(target, WEB_SEARCH),
  retrieve: ({ target }) => isConnector(target, KNOWLEDGE_BASES),
  getWorkloadToken: ({ credential }) => obtainedWith('getWorkloadToken', credential),
  getWorkloadTokenOfUser: ({ credential }) => obtainedWith('getWorkloadTokenOfUser', credential),
  getApiKey: ({ credential }) => obtainedWith('getApiKey', credential),
  getOAuthToken: ({ credential }) => obtainedWith('getOAuthToken', credential),
  completeSignIn: ({ credential }) => obtainedWith('completeSignIn', credential),
  readSecret: ({ credential }) => obtainedWith('readSecret', credential),
};

/** A need that is unresolved until deployment. */
export interface UnknownNeed {
  readonly because: string;
  readonly when: NeedTime;
}

/** Why a target may need permissions that are not in the table. */
export function whyMoreIsNeeded(scene: TargetScene): UnknownNeed | undefined {
  const { target, credential } = scene;
  const { kind, pointsTo } = target;
  if (kind === 'unknown') return { because: 'the resource that it points to is unresolved until deployment', when: 'creation' };
  if (!target.credentials.known || (credential && !credential.type?.known)) {
    return { because: 'its credentials are unresolved until deployment', when: contactTime(target) };
  }
  if (!usesRole(credential)) return undefined;
  const called = CALLED_WITH_ROLE[kind];
  if (called === 'service' && !IN_TABLE.some((connector) => isConnector(target, connector))) return { because: 'the permissions required by the service behind it are unknown', when: 'call' };
  if (['AWS_IAM', 'NONE'].includes(authTypeOf(functionUrlOf(scene)) ?? '') || apiUrlOf(scene)) return undefined;
  // A signed request to any other URL, such as an AWS service.
  return called === 'url' && !['runtime', 'gateway'].includes(pointsTo.kind)
    ? { because: 'the permissions required by the server behind its URL are unknown', when: contactTime(target) }
    : undefined;
}

/** The connectors whose permissions are in the permission table. */
const IN_TABLE = [WEB_SEARCH, KNOWLEDGE_BASES];

/** What a gateway calls with its role: a resource in the permission table, the API of an AWS service, or a URL. */
const CALLED_WITH_ROLE: Readonly<Record<TargetKind, 'inTable' | 'service' | 'url'>> = {
  lambda: 'inTable',
  apiGateway: 'inTable',
  runtime: 'inTable',
  smithy: 'service',
  connector: 'service',
  httpConnector: 'service',
  inferenceProvider: 'service',
  inferenceConnector: 'service',
  openApi: 'url',
  mcpServer: 'url',
  passthrough: 'url',
};

/** Whether the gateway needs a permission to obtain credentials, for every possible grant type. */
function obtainedWith(permission: TargetPermission, credential: Credential | undefined): boolean {
  const { type, grantType = { text: DEFAULT_GRANT_TYPE, known: true } } = credential ?? {};
  const kinds = CREDENTIAL_KINDS.filter((kind) => type !== undefined && CREDENTIALS[kind].type === type.text
    && (!grantType.known || CREDENTIALS[kind].grant === undefined || CREDENTIALS[kind].grant === grantType.text));
  return kinds.length > 0 && kinds.every((kind) => CREDENTIAL_PERMISSIONS[kind].includes(permission));
}

function usesRole(credential: Credential | undefined): boolean {
  return credential?.type?.text === 'GATEWAY_IAM_ROLE';
}

/** `AWS_IAM` requires signatures; with `NONE` anyone can call the function URL. */
function authTypeOf(url: Resource | undefined): string | undefined {
  return textOf(property(url?.properties, 'AuthType'))?.text;
}

/** Whether a target has a URL. */
function isServer({ kind }: Target): boolean {
  return kind === 'mcpServer' || kind === 'passthrough';
}

function isConnector({ kind, pointsTo }: Target, connectorId: string): boolean {
  return kind === 'connector' && pointsTo.kind === 'connector' && pointsTo.connectorId?.text === connectorId;
}

function callsSignedFunctionUrl(scene: TargetScene): boolean {
  return usesRole(scene.credential) && authTypeOf(functionUrlOf(scene)) === 'AWS_IAM';
}

function hasEngine({ gateway }: Scene): boolean {
  return gateway.policyEngine !== undefined;
}

function callsA2a({ model, target, credential }: TargetScene): boolean {
  return target.kind === 'runtime' && usesRole(credential)
    && model.runtimes.some(({ address, protocol }) => address === target.pointsTo.address && protocol?.text === 'A2A');
}
