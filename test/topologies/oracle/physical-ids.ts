import { createHash } from 'crypto';
import type { CfnResource, DeployedStack } from './assembly';

export const ACCOUNT = '111122223333';
export const REGION = 'us-east-1';

/** What `Ref` and `Fn::GetAtt` would give once a resource exists, in the form the service gives it. */
export interface PhysicalIds {
  readonly ref: string;
  readonly attributes: { readonly [name: string]: unknown };
}

/**
 * Made-up ids of a resource: those that policies and endpoints are built of are as real ones look, so that
 * ARNs can be split, encoded and compared with the patterns in policies.
 */
export function physicalIds(stack: DeployedStack, logicalId: string, resource: CfnResource, name: string | undefined): PhysicalIds {
  const unique = createHash('sha256').update(`${stack.id}/${logicalId}`).digest('hex').slice(0, 10);
  const id = `${logicalId}-${unique}`;
  switch (resource.Type) {
    case 'AWS::BedrockAgentCore::Gateway': {
      // The service forms the id from the lower-cased name and ten characters.
      const gatewayId = `${String(name).toLowerCase()}-${unique}`;
      return {
        ref: gatewayId,
        attributes: {
          GatewayIdentifier: gatewayId,
          GatewayArn: agentCoreArn(`gateway/${gatewayId}`),
          GatewayUrl: `https://${gatewayId}.gateway.bedrock-agentcore.${REGION}.amazonaws.com/mcp`,
        },
      };
    }
    case 'AWS::BedrockAgentCore::Runtime': {
      const runtimeId = `${name ?? logicalId}-${unique}`;
      return { ref: runtimeId, attributes: { AgentRuntimeArn: agentCoreArn(`runtime/${runtimeId}`), AgentRuntimeId: runtimeId, AgentRuntimeVersion: '1' } };
    }
    case 'AWS::BedrockAgentCore::PolicyEngine':
      return { ref: id, attributes: { PolicyEngineArn: agentCoreArn(`policy-engine/${id}`), PolicyEngineId: id } };
    case 'AWS::BedrockAgentCore::ApiKeyCredentialProvider':
      return { ref: id, attributes: { CredentialProviderArn: vaultArn(`apikeycredentialprovider/${name}`), ApiKeySecretArn: secret(`apikey/${name}`, unique) } };
    case 'AWS::BedrockAgentCore::OAuth2CredentialProvider':
      return { ref: id, attributes: { CredentialProviderArn: vaultArn(`oauth2credentialprovider/${name}`), ClientSecretArn: secret(`oauth2/${name}`, unique) } };
    case 'AWS::Lambda::Function':
      return { ref: id, attributes: { Arn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${id}` } };
    case 'AWS::IAM::Role':
      return { ref: id, attributes: { Arn: `arn:aws:iam::${ACCOUNT}:role/${id}`, RoleId: unique } };
    case 'AWS::KMS::Key':
      return { ref: id, attributes: { Arn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/${id}`, KeyId: id } };
    case 'AWS::S3::Bucket':
      return { ref: id.toLowerCase(), attributes: { Arn: `arn:aws:s3:::${id.toLowerCase()}` } };
    default:
      return { ref: id, attributes: {} };
  }
}

export function agentCoreArn(resource: string): string {
  return `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:${resource}`;
}

function vaultArn(resource: string): string {
  return agentCoreArn(`token-vault/default/${resource}`);
}

/** CloudFormation gives the ARN inside an object; the secret carries the provider's name. */
function secret(path: string, unique: string): { SecretArn: string } {
  return { SecretArn: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:bedrock-agentcore-identity!default/${path}-${unique}` };
}
