import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import {
  AddApiGatewayTargetOptions, AddLambdaTargetOptions, AddMcpServerTargetOptions, AddOpenApiTargetOptions, AddSmithyTargetOptions, AgentRuntimeProps, GatewayProps,
  GatewayTargetApiGatewayProps, GatewayTargetLambdaProps, GatewayTargetMcpServerProps, GatewayTargetOpenApiProps, GatewayTargetSmithyProps, McpServerProps,
} from '../../src';
import { artifact, newFunction, newStack, only, openApi, tools } from '../builders';

/** Compiles only where every `Own` is a `Theirs`: the type check of the tests is what fails here, before any test runs. */
function accepts<Theirs>(): { readonly from: <Own extends Theirs>(own?: Own) => void } {
  return { from: () => {} };
}

/** What this library takes can be given to aws-cdk-lib. */
export const ownForTheirs = [
  accepts<agentcore.GatewayProps>().from<GatewayProps>(),
  accepts<agentcore.RuntimeProps>().from<AgentRuntimeProps>(),
  accepts<agentcore.RuntimeProps>().from<McpServerProps>(),
  accepts<agentcore.AddLambdaTargetOptions>().from<AddLambdaTargetOptions>(),
  accepts<agentcore.AddOpenApiTargetOptions>().from<AddOpenApiTargetOptions>(),
  accepts<agentcore.AddSmithyTargetOptions>().from<AddSmithyTargetOptions>(),
  accepts<agentcore.AddApiGatewayTargetOptions>().from<AddApiGatewayTargetOptions>(),
  accepts<agentcore.GatewayTargetLambdaProps>().from<GatewayTargetLambdaProps>(),
  accepts<agentcore.GatewayTargetOpenApiProps>().from<GatewayTargetOpenApiProps>(),
  accepts<agentcore.GatewayTargetSmithyProps>().from<GatewayTargetSmithyProps>(),
  accepts<agentcore.GatewayTargetApiGatewayProps>().from<GatewayTargetApiGatewayProps>(),
  // aws-cdk-lib wants credentials, an empty list too.
  accepts<agentcore.AddMcpServerTargetOptions>().from<AddMcpServerTargetOptions & Required<Pick<AddMcpServerTargetOptions, 'credentialProviderConfigurations'>>>(),
  accepts<agentcore.GatewayTargetMcpServerProps>().from<GatewayTargetMcpServerProps & Required<Pick<GatewayTargetMcpServerProps, 'credentialProviderConfigurations'>>>(),
];

/** What aws-cdk-lib takes can be given to this library. */
export const theirsForOwn = [
  accepts<GatewayProps>().from<agentcore.GatewayProps>(),
  accepts<AgentRuntimeProps>().from<agentcore.RuntimeProps>(),
  accepts<AddLambdaTargetOptions>().from<agentcore.AddLambdaTargetOptions>(),
  accepts<AddOpenApiTargetOptions>().from<agentcore.AddOpenApiTargetOptions>(),
  accepts<AddSmithyTargetOptions>().from<agentcore.AddSmithyTargetOptions>(),
  accepts<AddApiGatewayTargetOptions>().from<agentcore.AddApiGatewayTargetOptions>(),
  accepts<AddMcpServerTargetOptions>().from<agentcore.AddMcpServerTargetOptions>(),
];

test('constructs of aws-cdk-lib take properties and options of this library', () => {
  const stack = newStack();
  const props: GatewayProps = { gatewayName: 'tools', description: 'Tools', runtimeConfigKey: 'Tools' };
  const gateway = new agentcore.Gateway(stack, 'Gateway', props);
  const lambdaTarget: AddLambdaTargetOptions = { lambdaFunction: newFunction(stack), toolSchema: tools('get'), gatewayTargetName: 'weather', scope: stack };
  gateway.addLambdaTarget('Weather', lambdaTarget);
  const openApiTarget: AddOpenApiTargetOptions = { apiSchema: agentcore.ApiSchema.fromInline(openApi('get')), gatewayTargetName: 'pets' };
  expect(gateway.addOpenApiTarget('Pets', openApiTarget).gatewayTargetName).toBe('pets');
  const runtime: AgentRuntimeProps = { agentRuntimeArtifact: artifact(), runtimeName: 'agent' };
  new agentcore.Runtime(stack, 'Agent', runtime);
  expect(only(stack, 'AWS::BedrockAgentCore::Gateway').Properties).toMatchObject({ Name: 'tools', Description: 'Tools' });
  expect(only(stack, 'AWS::BedrockAgentCore::Runtime').Properties.AgentRuntimeName).toBe('agent');
});
