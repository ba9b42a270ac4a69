import { AddConnectorTargetOptions, AddKnowledgeBaseTargetOptions, Gateway, GatewayTarget, MultiProtocol } from '../../../src';
import { messageOf, newKnowledgeBase, newStack, resourceOf, resources } from '../../builders';

const connectorOf = (target: GatewayTarget) => resourceOf(target).Properties.TargetConfiguration.Mcp.Connector;
const newGateway = () => new Gateway(newStack(), 'Gateway');

function statementsOf(target: GatewayTarget): any[] {
  return resources(target, 'AWS::IAM::Policy').filter(([id]) => id.includes('Policy') && id.startsWith('GatewayT')).flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
}

describe('a knowledge base as a target', () => {
  function add(options: Partial<AddKnowledgeBaseTargetOptions> = {}): GatewayTarget {
    const gateway = newGateway();
    return gateway.addKnowledgeBaseTarget('Target', { knowledgeBase: newKnowledgeBase(gateway.stack), ...options });
  }

  test('has the tool that searches this knowledge base, and no other', () => {
    expect(connectorOf(add({ toolDescription: 'Finds manuals.' }))).toEqual({
      Source: { ConnectorId: 'bedrock-knowledge-bases' },
      Enabled: ['Retrieve'],
      Configurations: [{ Name: 'Retrieve', Description: 'Finds manuals.', ParameterValues: { knowledgeBaseId: { Ref: 'KnowledgeBase' } } }],
    });
  });

  test('names its tool', () => {
    expect(add().toolNames).toEqual(['target___Retrieve']);
  });

  test('shows agents the parameters as given', () => {
    const [{ ParameterOverrides }] = connectorOf(add({ parameterOverrides: [{ path: '/numberOfResults', visible: false }] })).Configurations;
    expect(ParameterOverrides).toEqual([{ Path: '/numberOfResults', Visible: false }]);
  });

  test('allows the role to retrieve from this knowledge base only', () => {
    const [statement] = statementsOf(add());
    expect(statement.Action).toBe('bedrock:Retrieve');
    expect(JSON.stringify(statement.Resource)).toContain('knowledge-base/');
    expect(JSON.stringify(statement.Resource)).toContain('{"Ref":"KnowledgeBase"}');
  });

  test('without a knowledge base says what to pass', () => {
    expect(messageOf(() => add({ knowledgeBase: 'KB12345678' as never }))).toContain('`CfnKnowledgeBase`');
  });
});

describe('the web search as a target', () => {
  test('finds pages of every domain', () => {
    expect(connectorOf(newGateway().addWebSearchTarget('Target'))).toEqual({
      Source: { ConnectorId: 'web-search' }, Configurations: [{ Name: 'WebSearch', ParameterValues: {} }],
    });
  });

  test('finds pages of the given domains', () => {
    const [{ ParameterValues }] = connectorOf(newGateway().addWebSearchTarget('Target', { includeDomains: ['a.example'], excludeDomains: ['b.example'] })).Configurations;
    expect(ParameterValues).toEqual({ domainFilter: { include: ['a.example'], exclude: ['b.example'] } });
  });

  test('allows the role to use the tool of AWS', () => {
    const [statement] = statementsOf(newGateway().addWebSearchTarget('Target'));
    expect(statement.Action).toBe('bedrock-agentcore:InvokeWebSearch');
    expect(JSON.stringify(statement.Resource)).toContain(':aws:tool/web-search.v1');
  });

  test('names its tool', () => {
    expect(newGateway().addWebSearchTarget('Target').toolNames).toEqual(['target___WebSearch']);
  });
});

describe('a connector as a target', () => {
  const add = (options: Partial<AddConnectorTargetOptions>) => newGateway().addConnectorTarget('Target', { connectorId: 'tickets', ...options });

  test('has the tools that are enabled', () => {
    const target = add({ enabled: ['Find', 'Close'] });
    expect(connectorOf(target)).toEqual({ Source: { ConnectorId: 'tickets' }, Enabled: ['Find', 'Close'] });
    expect(target.toolNames).toEqual(['target___Find', 'target___Close']);
  });

  test('of an unknown service gets no permissions but those given', () => {
    expect(statementsOf(add({}))).toEqual([]);
  });

  test('is called with the role of the gateway', () => {
    expect(resourceOf(add({})).Properties.CredentialProviderConfigurations).toEqual([{ CredentialProviderType: 'GATEWAY_IAM_ROLE' }]);
  });

  test('is an error for everything that the service rejects, in one message', () => {
    const message = messageOf(() => add({ enabled: [], configurations: [{ name: 'web search', description: '' }] }));
    expect(message).toContain('`enabled` has 0 entries; give 1 to 50');
    expect(message).toContain('`configurations.name` is `web search`');
    expect(message).toContain('`configurations.description` has 0 characters; give 1 to 2000');
  });
});

describe('an HTTP connector as a target', () => {
  const add = (parameters?: Record<string, string>) => {
    return new Gateway(newStack(), 'Gateway', { protocolConfiguration: MultiProtocol.all() }).addHttpConnectorTarget('Target', { connectorId: 'memory', parameters });
  };

  test('has its parameters', () => {
    expect(resourceOf(add({ memoryId: 'm' })).Properties.TargetConfiguration).toEqual({ Http: { Connector: { Source: { ConnectorId: 'memory' }, Parameters: { memoryId: 'm' } } } });
  });

  test('has up to ten parameters, each with a value', () => {
    const eleven = Object.fromEntries([...Array(11).keys()].map((index) => [`p${index}`, index === 0 ? '' : 'v']));
    const message = messageOf(() => add(eleven));
    expect(message).toContain('`parameters` has 11 entries; give 0 to 10');
    expect(message).toContain('`parameters.p0` has 0 characters; give 1 to 1024');
  });
});
