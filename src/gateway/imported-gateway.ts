import { Arn, ArnFormat, Token } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct, IConstruct } from 'constructs';
import type { GatewayAttributes } from './gateway-attributes';
import type { IGateway } from './gateway-props';
import { registerGateway } from './registration';
import { TokenAccess, TokenClient } from './token-access';
import type { TokenAccessOptions } from './token-access-options';
import { apiMessage } from '../findings/api-message';
import { grantDiscovery } from '../permissions/discovery';
import { grantGatewayAccess } from '../permissions/gateway-access';
import { AgentRuntime } from '../runtime/agent-runtime';
import { isCode } from '../runtime-config/environment-variables';
import { RuntimeConfig } from '../runtime-config/runtime-config';
import { GATEWAY_DETAILS_NAMESPACE } from '../service/runtime-config';
import { annotate } from '../synthesis/annotate';
import { GatewayError } from '../synthesis/gateway-error';
import { EXPECTED, requireArgument, requireScope } from '../synthesis/require-argument';

/** An imported gateway. Reading an attribute that was not given throws an error. */
export class ImportedGateway extends agentcore.GatewayBase implements IGateway {
  public readonly description?: string;
  public readonly exceptionLevel?: agentcore.GatewayExceptionLevel;
  public readonly kmsKey?: kms.IKey;
  public readonly status?: string;
  public readonly statusReason?: string[];
  public readonly createdAt?: string;
  public readonly updatedAt?: string;

  /** The key under `gateways` in the Runtime Configuration of the callers. */
  public readonly runtimeConfigKey: string;

  private readonly tokens = new TokenAccess(this);

  constructor(scope: Construct, id: string, private readonly attrs: GatewayAttributes) {
    requireArgument(requireScope(scope, id), `of imported gateway ${id}`, attrs, EXPECTED.props);
    super(scope, id, environmentOf(attrs));
    this.runtimeConfigKey = attrs.runtimeConfigKey ?? id;
  }

  public get gatewayArn(): string {
    return this.known('gatewayArn');
  }

  public get gatewayId(): string {
    const { gatewayArn } = this.attrs;
    if (!this.attrs.gatewayId && gatewayArn && !Token.isUnresolved(gatewayArn)) {
      return Arn.split(gatewayArn, ArnFormat.SLASH_RESOURCE_NAME).resourceName!;
    }
    return this.known('gatewayId');
  }

  public get gatewayName(): string {
    return this.known('gatewayName');
  }

  public get gatewayUrl(): string {
    return this.known('gatewayUrl');
  }

  public get url(): string {
    return this.known('gatewayUrl');
  }

  public get role(): iam.IRole {
    return this.known('role');
  }

  public get authorizerConfiguration(): agentcore.IGatewayAuthorizerConfig {
    return this.known('authorizerConfiguration');
  }

  public get protocolConfiguration(): agentcore.IGatewayProtocolConfig {
    return this.attrs.protocolConfiguration ?? agentcore.GatewayProtocol.mcp();
  }

  /** The ARN, if it was given: reading it never throws. */
  public get knownGatewayArn(): string | undefined {
    return this.attrs.gatewayArn;
  }

  /** The protocol, if it was given: `protocolConfiguration` returns a default. */
  public get knownProtocolConfiguration(): agentcore.IGatewayProtocolConfig | undefined {
    return this.attrs.protocolConfiguration;
  }

  public grantInvokeAccess(grantee: iam.IGrantable): iam.Grant {
    const grant = grantGatewayAccess(this, grantee);
    grantDiscovery(this, grantee);
    if (isCode(grantee)) this.register(grantee);
    return grant;
  }

  public grantTokenAccess(grantee: iam.IGrantable, options: TokenAccessOptions): iam.Grant {
    const client = this.tokens.clientFor(options);
    grantDiscovery(this, grantee);
    if (isCode(grantee)) this.register(grantee, client);
    return this.tokens.grant(grantee);
  }

  public grantInvoke(grantee: iam.IGrantable): iam.Grant {
    return this.grantInvokeAccess(grantee);
  }

  /** Registers the gateway in the Runtime Configuration of the caller, whose account and region may differ. */
  private register(caller: IConstruct, client?: TokenClient): void {
    const { gatewayUrl, gatewayArn, authorizerConfiguration, protocolConfiguration } = this.attrs;
    if (gatewayUrl === undefined) {
      annotate(this, 'gateway-without-url',
        `gateway ${this.node.path} was imported without \`gatewayUrl\`, so ${caller.node.path} cannot find it in the Runtime Configuration`,
        apiMessage`pass it to \`Gateway.fromGatewayAttributes\``);
      return;
    }
    const [key, authorizerType] = [this.runtimeConfigKey, authorizerConfiguration!.authorizerType];
    registerGateway(this, { key, url: gatewayUrl, arn: gatewayArn, authorizerType, protocol: protocolConfiguration, region: this.env.region }, caller);
    if (client) RuntimeConfig.of(caller)._extend(GATEWAY_DETAILS_NAMESPACE, key, client);
    if (caller instanceof AgentRuntime) caller._addGateway(key, gatewayUrl, authorizerType, client);
  }

  private known<K extends keyof GatewayAttributes>(attribute: K): NonNullable<GatewayAttributes[K]> {
    const value = this.attrs[attribute];
    if (value === undefined) {
      throw new GatewayError('import-attribute-unknown', this,
        `gateway ${this.node.path} was imported without \`${attribute}\``, apiMessage`pass it to \`Gateway.fromGatewayAttributes\``);
    }
    return value as NonNullable<GatewayAttributes[K]>;
  }
}

/** The ARN contains the account and region of the gateway. */
function environmentOf(attrs: GatewayAttributes): { environmentFromArn?: string } {
  return attrs.gatewayArn ? { environmentFromArn: attrs.gatewayArn } : {};
}
