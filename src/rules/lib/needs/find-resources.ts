import { apiBehindUrl, apiMethodsOf, schemaObjectOf } from './apis-and-schemas';
import { certificateObjectsOf, certificateSecretsOf } from './certificates';
import { identityDirectoryOf, providerOf, secretOf, vaultOf, workloadIdentityOf } from './credentials';
import { functionBehindUrl, functionOf, interceptorFunctionsOf } from './functions';
import { gatewayKeyOf, itselfOf, policyEngineAttachmentOf, policyEngineKeyOf, policyEngineOf, webSearchTool } from './gateway-resources';
import { knowledgeBasesOf } from './knowledge-bases';
import type { NeededResource, Scene, TargetScene } from './needed-resource';
import { innerGatewayOf, runtimeEndpointOf, runtimeOf } from './runtimes-and-gateways';
import type { GatewayResource, TargetResource } from '../../../service/permission';

/** The resources of a need; undefined if unresolved until deployment. */
export type Found = NeededResource | readonly NeededResource[] | undefined;

/** Finds the resources on which a gateway needs permissions. */
export const OF_GATEWAY: Readonly<Record<GatewayResource, (scene: Scene) => Found>> = {
  policyEngine: policyEngineOf,
  policyEngineAttachment: policyEngineAttachmentOf,
  policyEngineKey: policyEngineKeyOf,
  gateway: itselfOf,
  gatewayKey: gatewayKeyOf,
  interceptorFunctions: interceptorFunctionsOf,
};

/** Finds the resources on which a target needs permissions. */
export const OF_TARGET: Readonly<Record<TargetResource, (scene: TargetScene) => Found>> = {
  function: functionOf,
  functionBehindUrl,
  apiBehindUrl,
  schemaObject: schemaObjectOf,
  certificateObjects: certificateObjectsOf,
  certificateSecrets: certificateSecretsOf,
  apiMethods: apiMethodsOf,
  runtime: runtimeOf,
  runtimeEndpoint: runtimeEndpointOf,
  innerGateway: innerGatewayOf,
  webSearchTool,
  knowledgeBases: knowledgeBasesOf,
  identityDirectory: identityDirectoryOf,
  workloadIdentity: workloadIdentityOf,
  tokenVault: vaultOf,
  credentialProvider: providerOf,
  credentialSecret: secretOf,
};
