import { GATEWAY_DETAILS_NAMESPACE, GATEWAYS_NAMESPACE, gatewayVariables, RUNTIME_CONFIG_APPLICATION_VARIABLE } from '../../src/service/runtime-config';
import type { GatewaySnapshot } from '../snapshot/snapshot';

/** The id of the AppConfig application that agents are told. */
export const LOCAL_APPLICATION = 'local';

/** A gateway and where it listens. */
export interface Listening {
  readonly gateway: GatewaySnapshot;
  readonly url: string;
}

/** The Runtime Configuration with the URLs of this machine, in the shape that agents read from AppConfig. */
export function localConfiguration(gateways: readonly Listening[]): object {
  return {
    [GATEWAYS_NAMESPACE]: Object.fromEntries(gateways.map(({ gateway, url }) => [gateway.key, url])),
    // Nothing here checks signatures, and a client that signs signs for any region.
    [GATEWAY_DETAILS_NAMESPACE]: Object.fromEntries(gateways.map(({ gateway }) => [gateway.key, {
      arn: `arn:aws:bedrock-agentcore:us-east-1:000000000000:gateway/${gateway.id}`, authorizerType: gateway.authorizer, protocol: 'MCP', region: 'us-east-1',
    }])),
  };
}

/** The environment of an agent that finds the local gateways. */
export function agentEnvironment(gateways: readonly Listening[], appConfigUrl: string): Record<string, string> {
  return {
    LOCAL_DEV: 'true',
    [RUNTIME_CONFIG_APPLICATION_VARIABLE]: LOCAL_APPLICATION,
    AWS_ENDPOINT_URL_APPCONFIGDATA: appConfigUrl,
    ...Object.fromEntries(gateways.flatMap(({ gateway, url }) => {
      const { url: urlVariable, authType } = gatewayVariables(gateway.key);
      return [[urlVariable, url], [authType, 'NONE']];
    })),
  };
}
