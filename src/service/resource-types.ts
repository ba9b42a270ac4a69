/** The CloudFormation types of gateways and of the resources that they refer to. */
export const GATEWAY = 'AWS::BedrockAgentCore::Gateway';
export const GATEWAY_TARGET = 'AWS::BedrockAgentCore::GatewayTarget';
export const GATEWAY_RULE = 'AWS::BedrockAgentCore::GatewayRule';
export const GATEWAY_RATE_LIMIT = 'AWS::BedrockAgentCore::GatewayRateLimit';
export const POLICY_ENGINE = 'AWS::BedrockAgentCore::PolicyEngine';
export const CEDAR_POLICY = 'AWS::BedrockAgentCore::Policy';
export const RESOURCE_POLICY = 'AWS::BedrockAgentCore::ResourcePolicy';
export const RUNTIME = 'AWS::BedrockAgentCore::Runtime';
export const RUNTIME_ENDPOINT = 'AWS::BedrockAgentCore::RuntimeEndpoint';
export const HARNESS = 'AWS::BedrockAgentCore::Harness';

export const FUNCTION = 'AWS::Lambda::Function';
export const FUNCTION_ALIAS = 'AWS::Lambda::Alias';
export const FUNCTION_VERSION = 'AWS::Lambda::Version';
/** A function of the AWS Serverless Application Model; references to its alias are attributes of the function. */
export const SERVERLESS_FUNCTION = 'AWS::Serverless::Function';
export const FUNCTION_LAYER = 'AWS::Lambda::LayerVersion';
export const FUNCTION_URL = 'AWS::Lambda::Url';
export const FUNCTION_PERMISSION = 'AWS::Lambda::Permission';
/** Types whose ARN invokes a function. */
export const FUNCTION_TYPES: readonly string[] = [FUNCTION, FUNCTION_ALIAS, FUNCTION_VERSION, SERVERLESS_FUNCTION];

export const LOG_GROUP = 'AWS::Logs::LogGroup';
export const LOG_RESOURCE_POLICY = 'AWS::Logs::ResourcePolicy';
export const LOG_DELIVERY_SOURCE = 'AWS::Logs::DeliverySource';
export const LOG_DELIVERY_DESTINATION = 'AWS::Logs::DeliveryDestination';
export const LOG_DELIVERY = 'AWS::Logs::Delivery';

export const REST_API = 'AWS::ApiGateway::RestApi';

/** Other types with a name that is unique in an account and region, and the property with the name. */
export const PHYSICAL_NAMES: ReadonlyMap<string, { readonly kind: string; readonly property: string }> = new Map([
  ['AWS::BedrockAgentCore::ApiKeyCredentialProvider', { kind: 'credential provider', property: 'Name' }],
  ['AWS::BedrockAgentCore::OAuth2CredentialProvider', { kind: 'credential provider', property: 'Name' }],
  ['AWS::IAM::ManagedPolicy', { kind: 'managed policy', property: 'ManagedPolicyName' }],
  ['AWS::IAM::Role', { kind: 'role', property: 'RoleName' }],
  [FUNCTION, { kind: 'function', property: 'FunctionName' }],
  ['AWS::Logs::LogGroup', { kind: 'log group', property: 'LogGroupName' }],
]);
