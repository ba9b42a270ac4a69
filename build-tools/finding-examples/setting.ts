import { App, Stack, StackProps } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AgentRuntime, AgentRuntimeProps, Gateway, GatewayAttributes, InboundAuth } from '../../src';

/** Adds a mistake to the stack `Shop` of an app. */
export type Example = (stack: Stack) => void;

export const ENV = { account: '111122223333', region: 'eu-west-1' };
export const OTHER_ENV = { account: '444455556666', region: 'eu-west-1' };

const ARN = 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:gateway/shared-0123456789';

export function newStack(app = new App(), id = 'Shop', props: StackProps = {}): Stack {
  return new Stack(app, id, { env: ENV, ...props });
}

export function gateway(stack: Stack, id = 'Tools'): Gateway {
  return new Gateway(stack, id);
}

export function importedGateway(stack: Stack, attributes: Partial<GatewayAttributes> = {}): agentcore.IGateway & Pick<Gateway, 'grantInvokeAccess'> {
  return Gateway.fromGatewayAttributes(stack, 'Shared', {
    gatewayArn: ARN,
    authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam(),
    ...attributes,
  });
}

export function newFunction(stack: Stack, id = 'Orders'): lambda.Function {
  return new lambda.Function(stack, id, { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = () => {};') });
}

export function agent(stack: Stack, id = 'Agent', props: Partial<AgentRuntimeProps> = {}): AgentRuntime {
  return new AgentRuntime(stack, id, { agentRuntimeArtifact: artifact(), ...props });
}

export function artifact(): agentcore.AgentRuntimeArtifact {
  return agentcore.AgentRuntimeArtifact.fromImageUri('111122223333.dkr.ecr.eu-west-1.amazonaws.com/agent:1');
}

export function jwt(): agentcore.IGatewayAuthorizerConfig {
  return InboundAuth.customJwt({ discoveryUrl: 'https://idp.example.com/.well-known/openid-configuration', allowedClients: ['web'] });
}

export function tools(...names: string[]): agentcore.ToolSchema {
  return agentcore.ToolSchema.fromInline(names.map((name) => ({
    name, description: `Does ${name}.`, inputSchema: { type: agentcore.SchemaDefinitionType.OBJECT },
  })));
}
