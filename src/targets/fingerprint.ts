import { createHash } from 'crypto';
import { CfnResource, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { constructsReferredTo } from '../order/references';
import { runtimeResource } from '../runtime-config/environment-variables';
import { FUNCTION, FUNCTION_ALIAS } from '../service/resource-types';

const HEX_DIGITS = 12;

/**
 * A text that changes if and only if the values change.
 *
 * The values come from the synthesized template, so the text is the same in every synthesis of an unchanged app.
 */
export function fingerprintOf(...values: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, HEX_DIGITS);
}

/** The properties of a runtime that can change the tools of its server; undefined for an imported runtime. */
export function serverFingerprint(runtime: agentcore.IRuntimeRef): string | undefined {
  const resource = runtimeResource(runtime);
  if (!resource) return undefined;
  const { agentRuntimeArtifact, environmentVariables, protocolConfiguration } = resource;
  const endpointVersions = runtime.node.children
    .filter((child) => child instanceof agentcore.RuntimeEndpoint)
    .map((endpoint) => (endpoint.node.defaultChild as agentcore.CfnRuntimeEndpoint).agentRuntimeVersion);
  return fingerprintOf(resolved(resource, [agentRuntimeArtifact, environmentVariables, protocolConfiguration, endpointVersions]));
}

/** The properties of a function that can change the tools of the MCP server behind its URL. */
export function functionFingerprint(url: lambda.CfnUrl, { code, environment, handler, imageConfig, layers, runtime }: lambda.CfnFunction): string {
  // The ID of a published version changes with the function.
  const aliases = url.node.dependencies.filter((construct): construct is lambda.CfnAlias => typeOf(construct) === FUNCTION_ALIAS);
  const versions = aliases.map(({ functionVersion, routingConfig }) => [functionVersion, routingConfig]);
  return fingerprintOf(resolved(url, [code, environment, handler, imageConfig, layers, runtime, versions]));
}

/** The function of the app that a function URL calls, directly or through an alias. */
export function functionBehindUrl(url: lambda.CfnUrl): lambda.CfnFunction | undefined {
  const [called] = constructsReferredTo(url, url.targetFunctionArn).map((construct) => CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild);
  return typeOf(called) === FUNCTION ? called as lambda.CfnFunction : undefined;
}

function typeOf(construct: IConstruct | undefined): string | undefined {
  return construct && CfnResource.isCfnResource(construct) ? construct.cfnResourceType : undefined;
}

/** The properties of a target that can change its tools. */
export function targetFacts(target: IConstruct): unknown {
  const { name, targetConfiguration, credentialProviderConfigurations } = target.node.defaultChild as agentcore.CfnGatewayTarget;
  return resolved(target, [name, targetConfiguration, credentialProviderConfigurations]);
}

/** The properties of a gateway that can change the tools that it lists; undefined for an imported gateway. */
export function gatewayFacts(gateway: agentcore.IGateway): unknown {
  const resource = gateway.node.defaultChild as agentcore.CfnGateway | undefined;
  if (!resource) return undefined;
  const { protocolType, protocolConfiguration, policyEngineConfiguration, interceptorConfigurations } = resource;
  return resolved(gateway, [protocolType, protocolConfiguration, policyEngineConfiguration, interceptorConfigurations]);
}

/** The text of a Cedar policy, and whether it is enforced. */
export function policyFacts(policy: IConstruct): unknown {
  const { definition, enforcementMode } = policy as agentcore.CfnPolicy;
  return resolved(policy, [definition, enforcementMode]);
}

function resolved(scope: IConstruct, value: unknown): unknown {
  return Stack.of(scope).resolve(value);
}
