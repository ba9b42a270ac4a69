import { toSnakeCase } from 'codemaker';
import { apiMessage } from '../../src/findings/api-message';

const AGENT = process.env.JSII_AGENT;

afterEach(() => {
  if (AGENT === undefined) delete process.env.JSII_AGENT;
  else process.env.JSII_AGENT = AGENT;
});

describe('for a program in Python', () => {
  beforeEach(() => {
    process.env.JSII_AGENT = 'Python/3.14.0';
  });

  test('names methods and properties in Python form, and keeps class names', () => {
    expect(apiMessage`use \`addMcpServer\` or \`GatewayTarget.forMcpServer\`, and pass \`gatewayTargetName\` to \`McpServer\``)
      .toBe('use `add_mcp_server` or `GatewayTarget.for_mcp_server`, and pass `gateway_target_name` to `McpServer`');
  });

  test('passes properties as keyword arguments', () => {
    expect(apiMessage`pass \`credentialProviderConfigurations: [OutboundAuth.jwtPassthrough()]\``)
      .toBe('pass `credential_provider_configurations=[OutboundAuth.jwt_passthrough()]`');
    expect(apiMessage`write \`GatewayCredentialProvider.fromIamRole({ service: '${'s3'}' })\``).toBe("write `GatewayCredentialProvider.from_iam_role(service='s3')`");
  });

  test('keeps user input', () => {
    const given = 'myTarget';
    expect(apiMessage`\`${given}\` is taken, and \`gatewayTargetName\` is not \`${given}\` at ${'Stack/myGateway'}; pass \`scope: ${given}\``)
      .toBe('`myTarget` is taken, and `gateway_target_name` is not `myTarget` at Stack/myGateway; pass `scope=myTarget`');
  });

  test.each(['addOpenApiTarget', 'fromApiKeyIdentity', 'fromOAuth2CredentialProviderAttributes', 'runtimeConfigKey', 'scope'])('%s has the name that jsii generates', (name) => {
    const parts = Object.assign([`\`${name}\``], { raw: [] });
    expect(apiMessage(parts)).toBe(`\`${toSnakeCase(name)}\``);
  });
});

test.each([undefined, 'Java/21', 'go1.26.0/linux/amd64'])('names stay in TypeScript form for JSII_AGENT %s', (agent) => {
  if (agent === undefined) delete process.env.JSII_AGENT;
  else process.env.JSII_AGENT = agent;
  expect(apiMessage`pass \`authorizerConfiguration: GatewayAuthorizer.usingAwsIam()\``).toBe('pass `authorizerConfiguration: GatewayAuthorizer.usingAwsIam()`');
});
