import { toSnakeCase } from 'codemaker';
import { apiName } from '../../src/findings/api-name';

const AGENT = process.env.JSII_AGENT;

afterEach(() => {
  if (AGENT === undefined) delete process.env.JSII_AGENT;
  else process.env.JSII_AGENT = AGENT;
});

describe('for a program in Python', () => {
  beforeEach(() => {
    process.env.JSII_AGENT = 'Python/3.14.0';
  });

  test.each([
    ['gatewayTargetName', 'gateway_target_name'],
    ['GatewayTarget.forLambda', 'GatewayTarget.for_lambda'],
    ['protocolConfiguration: MultiProtocol.all()', 'protocol_configuration=MultiProtocol.all()'],
    ['protocolConfiguration: ProtocolType.MCP', 'protocol_configuration=ProtocolType.MCP'],
    ['McpServer', 'McpServer'],
  ])('%s is %s', (typescript, python) => {
    expect(apiName(typescript)).toBe(python);
  });

  test.each(['addOpenApiTarget', 'fromApiKeyIdentity', 'fromOAuth2CredentialProviderAttributes', 'runtimeConfigKey', 'scope'])('%s is what jsii makes of it', (name) => {
    expect(apiName(name)).toBe(toSnakeCase(name));
  });
});

test.each([undefined, 'Java/21', 'go1.26.0/linux/amd64'])('names stay as they are for a program that jsii runs for %s', (agent) => {
  if (agent === undefined) delete process.env.JSII_AGENT;
  else process.env.JSII_AGENT = agent;
  expect(apiName('authorizerConfiguration: GatewayAuthorizer.usingAwsIam()')).toBe('authorizerConfiguration: GatewayAuthorizer.usingAwsIam()');
});
