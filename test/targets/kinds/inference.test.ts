import { AddInferenceTargetOptions, Gateway, GatewayTarget, InferenceConnector, MultiProtocol } from '../../../src';
import { messageOf, newStack, resourceOf } from '../../builders';

const ENDPOINT = 'https://models.example.com';

function add(options: AddInferenceTargetOptions): GatewayTarget {
  return new Gateway(newStack(), 'Gateway', { protocolConfiguration: MultiProtocol.all() }).addInferenceTarget('Models', options);
}

const inferenceOf = (options: AddInferenceTargetOptions) => resourceOf(add(options)).Properties.TargetConfiguration.Inference;

describe('models as a target', () => {
  test.each([
    [InferenceConnector.BEDROCK_MANTLE, 'bedrock-mantle'], [InferenceConnector.OPENAI, 'openai'], [InferenceConnector.ANTHROPIC, 'anthropic'], [InferenceConnector.of('new'), 'new'],
  ])('come from a connector', (connector, id) => {
    expect(inferenceOf({ connector })).toEqual({ Connector: { Source: { ConnectorId: id } } });
  });

  test('come from a provider with an endpoint of its own', () => {
    const operations = [{ path: '/v1/messages', providerPath: '/messages', models: ['claude-*'] }];
    expect(inferenceOf({ provider: { endpoint: ENDPOINT, operations, modelSeparator: '.', stripModelPrefix: true } })).toEqual({
      Provider: {
        Endpoint: ENDPOINT,
        ModelMapping: { ProviderPrefix: { Separator: '.', Strip: true } },
        Operations: [{ Path: '/v1/messages', ProviderPath: '/messages', Models: [{ Model: 'claude-*' }] }],
      },
    });
  });

  test('need nothing but the endpoint of a provider', () => {
    expect(inferenceOf({ provider: { endpoint: ENDPOINT } })).toEqual({ Provider: { Endpoint: ENDPOINT } });
  });

  test('have no tools', () => {
    expect(add({ connector: InferenceConnector.OPENAI }).toolNames).toEqual([]);
  });

  test.each<[string, AddInferenceTargetOptions]>([
    ['neither', {}], ['both', { connector: InferenceConnector.OPENAI, provider: { endpoint: ENDPOINT } }],
  ])('with %s connector and provider are an error', (word, options) => {
    expect(messageOf(() => add(options))).toContain(`${word} \`connector\` and \`provider\` are given; give exactly one of them`);
  });

  test('with an endpoint without https are an error', () => {
    expect(messageOf(() => add({ provider: { endpoint: 'http://models.example.com' } }))).toContain('cdk-agentcore-gateway:auth-endpoint-https');
  });

  test('are an error for everything that the service rejects, in one message', () => {
    const message = messageOf(() => add({ provider: { endpoint: ENDPOINT, operations: [{ path: 'v1', models: [] }], modelSeparator: '..' } }));
    expect(message).toContain('`provider.operations.path` is `v1`; begin it with /');
    expect(message).toContain('`provider.operations.models` has 0 entries; give 1 to 100');
    expect(message).toContain('`provider.modelSeparator` has 2 characters; give 1 to 1');
  });

  test('need a gateway without a protocol type', () => {
    expect(messageOf(() => new Gateway(newStack(), 'Gateway').addInferenceTarget('Models', { connector: InferenceConnector.OPENAI }))).toContain('cdk-agentcore-gateway:auth-target-protocol');
  });
});
