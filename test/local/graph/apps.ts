import { writeFileSync } from 'fs';
import { join } from 'path';
import { drawApp } from '../../../local/cli/graph/draw-app';
import type { Picture } from '../../../local/cli/graph/picture';
import { temporaryFolder } from '../temporary';

const API_KEY = [{ CredentialProviderType: 'API_KEY', CredentialProvider: { ApiKeyCredentialProvider: { ProviderArn: 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:token-vault/default/apikeycredentialprovider/partner' } } }];
const ROLE = [{ CredentialProviderType: 'GATEWAY_IAM_ROLE' }];

/** Gateways with targets: every fourth calls a function that all of these share, every fifth an API, the others a function of their own. */
export function manyTargets(gateways: number, targets: number): Picture {
  const resources: Record<string, object> = { Shared: { Type: 'AWS::Lambda::Function', Properties: {} } };
  for (let gateway = 0; gateway < gateways; gateway++) {
    resources[`G${gateway}`] = { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: `g${gateway}`, AuthorizerType: 'AWS_IAM', ProtocolType: 'MCP' } };
    for (let target = 0; target < targets; target++) {
      const own = `F${gateway}x${target}`;
      const isApi = target % 5 === 3;
      if (!isApi) resources[own] = { Type: 'AWS::Lambda::Function', Properties: {} };
      const tools = Array.from({ length: 1 + target % 3 }, (_, tool) => ({ Name: `do_${tool}`, Description: 'd', InputSchema: { Type: 'object' } }));
      resources[`T${gateway}x${target}`] = {
        Type: 'AWS::BedrockAgentCore::GatewayTarget',
        Properties: {
          GatewayIdentifier: { Ref: `G${gateway}` },
          Name: `target-${target}`,
          TargetConfiguration: {
            Mcp: isApi
              ? { McpServer: { Endpoint: `https://mcp${target}.example.com/mcp` } }
              : { Lambda: { LambdaArn: { 'Fn::GetAtt': [target % 4 === 0 ? 'Shared' : own, 'Arn'] }, ToolSchema: { InlinePayload: tools } } },
          },
          CredentialProviderConfigurations: isApi ? API_KEY : ROLE,
        },
      };
    }
  }
  return pictureOfResources(resources);
}

export function pictureOfResources(resources: object, gateway?: string): Picture {
  const file = join(temporaryFolder(), 'app.json');
  writeFileSync(file, JSON.stringify({ Resources: resources }));
  return drawApp({ inputs: [file], ...gateway === undefined ? {} : { gateway } }, temporaryFolder());
}
