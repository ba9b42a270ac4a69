import { createHash } from 'crypto';
import { Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { IConstruct } from 'constructs';
import { runtimeResource } from '../runtime-config/environment-variables';

const HEX_DIGITS = 16;

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
