import { Duration } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { AddPassthroughTargetOptions, Gateway, GatewayTarget, MultiProtocol, OutboundAuth, PassthroughProtocol } from '../../../src';
import { messageOf, newFunction, newStack, resourceOf, resources } from '../../builders';
import { newRestApi } from '../every-kind';

function add(options: Partial<AddPassthroughTargetOptions> = {}, stack = newStack()): GatewayTarget {
  const gateway = new Gateway(stack, 'Gateway', { protocolConfiguration: MultiProtocol.all() });
  return gateway.addPassthroughTarget('Partner', { endpoint: 'https://agent.example.com', protocol: PassthroughProtocol.A2A, ...options });
}

const configurationOf = (target: GatewayTarget) => resourceOf(target).Properties.TargetConfiguration.Http.Passthrough;

function statementsOf(target: GatewayTarget): any[] {
  return resources(target, 'AWS::IAM::Policy').filter(([id]) => id.includes('Partner')).flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
}

describe('a server with any protocol as a target', () => {
  test('has its endpoint and its protocol', () => {
    expect(configurationOf(add())).toEqual({ Endpoint: 'https://agent.example.com', ProtocolType: 'A2A' });
  });

  test('may have a protocol that is newer than this version of the library', () => {
    expect(configurationOf(add({ protocol: PassthroughProtocol.of('AGUI') })).ProtocolType).toBe('AGUI');
  });

  test('keeps the requests of a session together', () => {
    const target = add({ stickiness: { identifier: '$context.header.x-session-id', timeout: Duration.hours(1) } });
    expect(configurationOf(target).StickinessConfiguration).toEqual({ Identifier: '$context.header.x-session-id', Timeout: 3600 });
  });

  test('has an API schema', () => {
    expect(configurationOf(add({ apiSchema: agentcore.ApiSchema.fromInline('{}') })).Schema).toEqual({ Source: { InlinePayload: '{}' } });
  });

  test('is called with the role of the gateway, unless other credentials are given', () => {
    expect(resourceOf(add()).Properties.CredentialProviderConfigurations).toEqual([{ CredentialProviderType: 'GATEWAY_IAM_ROLE' }]);
    expect(resourceOf(add({ credentialProviderConfigurations: [OutboundAuth.callerIam()] })).Properties.CredentialProviderConfigurations)
      .toEqual([{ CredentialProviderType: 'CALLER_IAM_CREDENTIALS' }]);
  });

  test('is not called without credentials: no documentation says that the service accepts it', () => {
    expect(messageOf(() => add({ credentialProviderConfigurations: [] }))).toContain('cdk-agentcore-gateway:auth-outbound');
  });

  test('behind a function URL of the app is signed for Lambda, and the role may call it', () => {
    const stack = newStack();
    const target = add({ endpoint: newFunction(stack, 'Partner').addFunctionUrl().url, protocol: PassthroughProtocol.CUSTOM }, stack);
    expect(resourceOf(target).Properties.CredentialProviderConfigurations[0].CredentialProvider).toEqual({ IamCredentialProvider: { Service: 'lambda' } });
    expect(statementsOf(target).map(({ Action }) => Action)).toEqual(['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction']);
  });

  test('behind a REST API of the app may be called at every path below the URL', () => {
    const stack = newStack();
    const target = add({ endpoint: newRestApi(stack).url, protocol: PassthroughProtocol.CUSTOM }, stack);
    expect(statementsOf(target).map(({ Action }) => Action)).toEqual(['execute-api:Invoke']);
    expect(resourceOf(target).Properties.CredentialProviderConfigurations[0].CredentialProvider).toEqual({ IamCredentialProvider: { Service: 'execute-api' } });
  });

  test('has no tools', () => {
    expect(add().toolNames).toEqual([]);
  });

  test('without https is an error', () => {
    expect(messageOf(() => add({ endpoint: 'http://agent.example.com' }))).toContain('cdk-agentcore-gateway:auth-endpoint-https');
  });

  test('is an error for everything that the service rejects, in one message', () => {
    const message = messageOf(() => add({ endpoint: 'https://user@agent.example.com', stickiness: { identifier: '', timeout: Duration.days(2) } }));
    expect(message).toContain('the service rejects target Stack/Gateway/Partner');
    expect(message).toContain('`endpoint` is `https://user@agent.example.com`; give https://, a host, and a path if there is one');
    expect(message).toContain('`stickiness.identifier` has 0 characters; give 1 to 256');
    expect(message).toContain('`stickiness.timeout` is 172800 seconds; give 1 to 86400');
    expect(message).toContain('cdk-agentcore-gateway:target-props');
  });

  test('without protocol says what to pass', () => {
    expect(messageOf(() => add({ protocol: undefined as never }))).toContain('`PassthroughProtocol.A2A`');
  });

  test('needs a gateway without a protocol type', () => {
    expect(messageOf(() => new Gateway(newStack(), 'Gateway').addPassthroughTarget('Partner', { endpoint: 'https://agent.example.com', protocol: PassthroughProtocol.A2A })))
      .toContain('cdk-agentcore-gateway:auth-target-protocol');
  });
});
