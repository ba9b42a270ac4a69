import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { Construct } from 'constructs';
import type { GatewayTargetAttributes } from './target-attributes';
import { TargetBase } from './target-base';
import { apiMessage } from '../findings/api-message';
import { GatewayError } from '../synthesis/gateway-error';

/** A target with only the attributes that it was imported with. */
export class ImportedGatewayTarget extends TargetBase {
  public readonly gateway: agentcore.IGateway;
  public readonly targetId: string;
  public readonly gatewayTargetName: string;
  public readonly description?: string;
  public readonly targetType?: agentcore.McpTargetType;
  public readonly targetProtocolType = agentcore.GatewayTargetProtocolType.MCP;
  /** Unknown for an imported target. */
  public readonly credentialProviderConfigurations: agentcore.ICredentialProviderConfig[] = [];
  public readonly status?: string;
  public readonly statusReasons?: string[];
  public readonly createdAt?: string;
  public readonly updatedAt?: string;

  constructor(scope: Construct, id: string, private readonly attrs: GatewayTargetAttributes) {
    super(scope, id);
    this.gateway = attrs.gateway;
    this.targetId = attrs.targetId;
    this.gatewayTargetName = attrs.gatewayTargetName;
    this.description = attrs.description;
    this.targetType = attrs.targetType;
    this.status = attrs.status;
    this.createdAt = attrs.createdAt;
    this.updatedAt = attrs.updatedAt;
  }

  public get targetArn(): string {
    if (this.attrs.targetArn !== undefined) return this.attrs.targetArn;
    throw new GatewayError('import-attribute-unknown', this,
      apiMessage`target ${this.node.path} was imported without \`targetArn\``, apiMessage`pass it to \`GatewayTarget.fromGatewayTargetAttributes\``);
  }
}
