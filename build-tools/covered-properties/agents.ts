import { by, Coverage, each, jwt, l1, privateEndpoint } from './covered';

const CODE = 'agentRuntimeArtifact.codeConfiguration';
const CUSTOM_JWT = 'authorizerConfiguration.customJwtAuthorizer';
const UPSTREAM = 'the runtime of aws-cdk-lib has no property for it yet';

/** `AgentRuntime` and `McpServer` have every property of aws-cdk-lib's runtime. */
export const RUNTIME: Coverage = {
  ...each(CODE, ['code.s3.bucket', 'code.s3.prefix', 'code.s3.versionId', 'entryPoint', 'runtime'], by('AgentRuntimeArtifact.fromS3', 'AgentRuntimeArtifact.fromCodeAsset')),
  'agentRuntimeArtifact.containerConfiguration.containerUri': by('AgentRuntimeArtifact.fromAsset', 'AgentRuntimeArtifact.fromImageUri', 'AgentRuntimeArtifact.fromEcrRepository'),
  'agentRuntimeName': by('AgentRuntimeProps.runtimeName'),
  ...jwt(CUSTOM_JWT, by('AgentRuntimeProps.authorizerConfiguration')),
  [`${CUSTOM_JWT}.allowedWorkloadConfiguration.*`]: l1(UPSTREAM),
  ...privateEndpoint(`${CUSTOM_JWT}.privateEndpoint`, l1(UPSTREAM)),
  [`${CUSTOM_JWT}.privateEndpointOverrides.*`]: l1(UPSTREAM),
  'capacityProviderConfiguration.*': l1(UPSTREAM),
  'description': by('AgentRuntimeProps.description'),
  'environmentVariables': by('AgentRuntimeProps.environmentVariables', 'AgentRuntime.addEnvironment'),
  'filesystemConfigurations.*': l1(UPSTREAM),
  'lifecycleConfiguration.idleRuntimeSessionTimeout': by('AgentRuntimeProps.lifecycleConfiguration'),
  'lifecycleConfiguration.maxLifetime': by('AgentRuntimeProps.lifecycleConfiguration'),
  ...each('networkConfiguration', ['networkMode', 'networkModeConfig.securityGroups', 'networkModeConfig.subnets'], by('AgentRuntimeProps.networkConfiguration')),
  'platformVersion': by('AgentRuntimeProps.platformVersion'),
  'protocolConfiguration': by('AgentRuntimeProps.protocolConfiguration'),
  'requestHeaderConfiguration.requestHeaderAllowlist': by('AgentRuntimeProps.requestHeaderConfiguration'),
  'roleArn': by('AgentRuntimeProps.executionRole'),
  'tags': by('AgentRuntimeProps.tags'),
};

export const RUNTIME_ENDPOINT: Coverage = {
  agentRuntimeId: by('Runtime.addEndpoint', 'RuntimeEndpointProps.agentRuntimeId'),
  agentRuntimeVersion: by('RuntimeEndpointProps.agentRuntimeVersion'),
  description: by('RuntimeEndpointProps.description'),
  name: by('RuntimeEndpointProps.endpointName'),
  tags: by('RuntimeEndpointProps.tags'),
};
