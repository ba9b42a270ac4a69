import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { IConstruct } from 'constructs';
import { isMcp } from './mcp-configuration';
import { RuntimeConfig } from '../runtime-config/runtime-config';
import { GATEWAY_DETAILS_NAMESPACE, GatewayDetails, GATEWAYS_NAMESPACE } from '../service/runtime-config';

/** What the Runtime Configuration says of a gateway. */
export interface Registration {
  readonly key: string;
  readonly url: string;
  readonly arn?: string;
  readonly authorizerType: string;
  /** Undefined for an imported gateway whose protocol is unknown. */
  readonly protocol?: agentcore.IGatewayProtocolConfig;
  readonly region: string;
  readonly tokenEndpoint?: string;
}

/**
 * Registers a gateway in the Runtime Configuration.
 *
 * @param reader whose Runtime Configuration it is: for an imported gateway, that of its caller
 * @throws GatewayError `runtime-config-key-taken`
 */
export function registerGateway(gateway: IConstruct, { key, url, arn, authorizerType, protocol, region, tokenEndpoint }: Registration, reader = gateway): void {
  const config = RuntimeConfig.of(reader);
  config._set(gateway, GATEWAYS_NAMESPACE, key, url);
  config._set(gateway, GATEWAY_DETAILS_NAMESPACE, key, {
    ...arn === undefined ? {} : { arn },
    authorizerType,
    ...protocol && { protocol: isMcp(protocol) ? 'MCP' : 'ALL' },
    region,
    ...tokenEndpoint === undefined ? {} : { tokenEndpoint },
  } satisfies GatewayDetails);
}
