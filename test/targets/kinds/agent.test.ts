import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AddAgentOptions, AgentRuntime, AgentRuntimeProps, Gateway, GatewayProps, GatewayTarget, MultiProtocol, InboundAuth, OutboundAuth } from '../../../src';
import { messageOf, newAgent, newStack, resourceOf, resources } from '../../builders';

const JWT = agentcore.RuntimeAuthorizerConfiguration.usingJWT('https://idp.example.com/.well-known/openid-configuration', ['client']);

function add(
  options: AddAgentOptions = {}, agentProps: Partial<AgentRuntimeProps> = {}, props: GatewayProps = {},
): { agent: AgentRuntime; target: GatewayTarget } {
  const stack = newStack();
  const agent = newAgent(stack, 'TravelAgent', agentProps);
  return { agent, target: new Gateway(stack, 'Gateway', { protocolConfiguration: MultiProtocol.all(), ...props }).addAgent(agent, options) };
}

function statementsOf(target: GatewayTarget): any[] | undefined {
  const policy = target.node.tryFindChild('Policy');
  const id = policy && target.stack.getLogicalId(policy as any);
  return resources(target, 'AWS::IAM::Policy').find(([name]) => name === id)?.[1].Properties.PolicyDocument.Statement;
}

describe('an agent as a target of a gateway without a protocol type', () => {
  test('has a target named after its construct ID, in kebab-case', () => {
    expect(add().target.gatewayTargetName).toBe('travel-agent');
  });

  test('is invoked by its ARN, at its default endpoint', () => {
    const { agent, target } = add();
    const { TargetConfiguration } = resourceOf(target).Properties;
    expect(TargetConfiguration).toEqual({ Http: { AgentcoreRuntime: { Arn: target.stack.resolve(agent.agentRuntimeArn) } } });
  });

  test('can be invoked at another endpoint', () => {
    expect(resourceOf(add({ qualifier: 'prod' }).target).Properties.TargetConfiguration.Http.AgentcoreRuntime.Qualifier).toBe('prod');
  });

  test('has an inline API schema', () => {
    const { target } = add({ apiSchema: agentcore.ApiSchema.fromInline('{"openapi":"3.0.3"}') });
    expect(resourceOf(target).Properties.TargetConfiguration.Http.AgentcoreRuntime.Schema).toEqual({ Source: { InlinePayload: '{"openapi":"3.0.3"}' } });
  });

  test('allows the role to read an API schema in S3', () => {
    const { target } = add({ apiSchema: agentcore.ApiSchema.fromS3File(s3.Bucket.fromBucketName(newStack(), 'Bucket', 'schemas'), 'agent.yaml') });
    expect(resourceOf(target).Properties.TargetConfiguration.Http.AgentcoreRuntime.Schema.Source.S3.Uri).toBe('s3://schemas/agent.yaml');
    expect(statementsOf(target)![0]).toMatchObject({ Action: 's3:GetObject', Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::schemas/agent.yaml']] } });
  });

  test('with an API schema that is no schema says what to pass', () => {
    expect(messageOf(() => add({ apiSchema: '{"openapi":"3.0.3"}' as never }))).toContain('`ApiSchema.fromInline`, `ApiSchema.fromLocalAsset` or `ApiSchema.fromS3File`');
  });

  test('allows the role to invoke the runtime and its endpoints', () => {
    const { agent, target } = add();
    const arn = target.stack.resolve(agent.agentRuntimeArn);
    expect(statementsOf(target)).toEqual([
      { Effect: 'Allow', Action: 'bedrock-agentcore:InvokeAgentRuntime', Resource: [arn, { 'Fn::Join': ['', [arn, '/*']] }] },
    ]);
  });

  test('with the protocol A2A also allows the role to fetch its agent card', () => {
    const { target } = add({}, { protocolConfiguration: agentcore.ProtocolType.A2A });
    expect(statementsOf(target)![0].Action).toEqual(['bedrock-agentcore:InvokeAgentRuntime', 'bedrock-agentcore:GetAgentCard']);
  });

  test.each<[string, AddAgentOptions, GatewayProps]>([
    ['the token of the caller', { credentialProviderConfigurations: [OutboundAuth.jwtPassthrough()] },
      { authorizerConfiguration: InboundAuth.authenticateOnly() }],
    ['the IAM credentials of the caller', { credentialProviderConfigurations: [OutboundAuth.callerIam()] }, {}],
  ])('with %s requires no permission of the gateway role', (_, options, props) => {
    expect(statementsOf(add(options, {}, props).target)).toBeUndefined();
  });

  test('has no tools', () => {
    expect(add().target.toolNames).toEqual([]);
  });

  test('has no readiness check: the gateway does not call it at creation', () => {
    expect(resources(add().target, 'Custom::AgentCoreReadiness')).toEqual([]);
  });

  test('with JWT inbound authorization fails without credentials, and the error says what to pass', () => {
    const message = messageOf(() => add({}, { authorizerConfiguration: JWT }));
    expect(message).toContain('agent Stack/TravelAgent has JWT inbound authorization and rejects requests signed with the role of the gateway');
    expect(message).toContain('OutboundAuth.jwtPassthrough()');
    expect(message).toContain('cdk-agentcore-gateway:auth-runtime-authorizer');
  });

  test('with JWT inbound authorization gets the tokens of the callers', () => {
    const { target } = add(
      { credentialProviderConfigurations: [OutboundAuth.jwtPassthrough()] },
      { authorizerConfiguration: JWT },
      { authorizerConfiguration: InboundAuth.customJwt({ discoveryUrl: 'https://idp.example.com/.well-known/openid-configuration', allowedClients: ['client'] }) },
    );
    expect(resourceOf(target).Properties.CredentialProviderConfigurations).toEqual([{ CredentialProviderType: 'JWT_PASSTHROUGH' }]);
  });
});
