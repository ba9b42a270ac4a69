import { Token } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AddMcpServerTargetOptions, Gateway, GatewayProps, GatewayTarget, ListingMode } from '../../../src';
import { messageOf, newStack, only, resourceOf, resources } from '../../builders';

const WITHOUT_SEARCH: GatewayProps = {
  protocolConfiguration: agentcore.GatewayProtocol.mcp({ supportedVersions: [agentcore.MCPProtocolVersion.MCP_2025_11_25] }),
};
const TOOLS = [{ name: 'search_docs', description: 'Searches.', inputSchema: { type: 'object', properties: { query: { type: 'string', enum: ['a'] } } } }];

function add(options: Partial<AddMcpServerTargetOptions> = {}, props: GatewayProps = {}): GatewayTarget {
  return new Gateway(newStack(), 'Gateway', props).addMcpServerTarget('Docs', { endpoint: 'https://mcp.example.com/mcp', ...options });
}

const serverOf = (target: GatewayTarget) => resourceOf(target).Properties.TargetConfiguration.Mcp.McpServer;

describe('the endpoint', () => {
  test('is in the template as given', () => {
    expect(serverOf(add({ endpoint: 'https://mcp.example.com/a%2Fb?x=1' }))).toEqual({ Endpoint: 'https://mcp.example.com/a%2Fb?x=1' });
  });

  test.each(['https://mcp.example.com:8443', 'https://mcp.example.com/mcp?version=1.0&tenant=a+b', 'https://[2001:db8::1]/mcp', 'https://mcp.example.com/@a;b=(c)!*,d\'~$'])(
    'may be %s', (endpoint) => {
      expect(serverOf(add({ endpoint })).Endpoint).toBe(endpoint);
    });

  test('may be unresolved until deployment', () => {
    expect(serverOf(add({ endpoint: Token.asString({ Ref: 'Endpoint' }) })).Endpoint).toEqual({ Ref: 'Endpoint' });
  });

  test.each([
    ['without TLS', 'http://mcp.example.com/mcp', 'does not start with https:// and a host; use an https URL [cdk-agentcore-gateway:auth-endpoint-https at Stack/Gateway]'],
    ['that is not a URL', 'mcp.example.com', 'does not start with https:// and a host; use an https URL [cdk-agentcore-gateway:auth-endpoint-https at Stack/Gateway]'],
    ['without a host', 'https:///mcp', 'does not start with https:// and a host; use an https URL [cdk-agentcore-gateway:auth-endpoint-https at Stack/Gateway]'],
    ['with a space', 'https://mcp server.example.com', 'has characters that are not allowed in a URL; remove them, or write ` ` as `%20` [cdk-agentcore-gateway:auth-endpoint-encoding at Stack/Gateway]'],
    ['with angle brackets', 'https://mcp.example.com/<tenant>', 'write `<` as `%3C`, `>` as `%3E`'],
    ['with a letter that is not ASCII', 'https://mcp.example.com/tür', 'write `ü` as `%C3%BC`'],
    ['with an unencoded ARN', 'https://bedrock-agentcore.us-east-1.amazonaws.com/runtimes/arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/x/invocations',
      'contains an ARN that is not URL-encoded; use `addMcpServer(runtime)`, which encodes it [cdk-agentcore-gateway:auth-endpoint-encoding at Stack/Gateway]'],
  ])('%s fails, and the error has the given value', (_, endpoint, text) => {
    const message = messageOf(() => add({ endpoint }));
    expect(message).toContain(`MCP server endpoint \`${endpoint}\``);
    expect(message).toContain(text);
  });

  test('requires no permission', () => {
    expect(resources(add(), 'AWS::IAM::Policy')).toEqual([]);
  });
});

describe('the listing mode', () => {
  test.each([
    ['DEFAULT', ListingMode.DEFAULT, {}],
    ['DYNAMIC', ListingMode.DYNAMIC, WITHOUT_SEARCH],
    ['a mode that the library does not have yet', ListingMode.of('NEW'), {}],
  ])('%s is in the template', (_, listingMode, props) => {
    expect(serverOf(add({ listingMode }, props)).ListingMode).toBe(listingMode.value);
  });

  test('DYNAMIC fails on a gateway with semantic search, and the error says what to change', () => {
    const message = messageOf(() => add({ listingMode: ListingMode.DYNAMIC }));
    expect(message).toContain('gateway Stack/Gateway has semantic search, which needs the tools of all targets in advance');
    expect(message).toContain('use `ListingMode.DEFAULT`, or create the gateway with');
    expect(message).toContain('cdk-agentcore-gateway:auth-dynamic-listing');
  });
});

describe('the resource priority', () => {
  test.each([0, 500, 1000])('%d is in the template', (resourcePriority) => {
    expect(serverOf(add({ resourcePriority })).ResourcePriority).toBe(resourcePriority);
  });

  test.each([-1, 1001, 1.5])('%d fails', (resourcePriority) => {
    const message = messageOf(() => add({ resourcePriority }));
    expect(message).toContain(`resource priority ${resourcePriority} is not valid; use a whole number from 0 (highest priority) to 1000`);
    expect(message).toContain('cdk-agentcore-gateway:resource-priority');
  });

  test.each(['https://mcp.example.com:8443', 'https://mcp.example.com/mcp?version=1.0&tenant=a+b', 'https://[2001:db8::1]/mcp', 'https://mcp.example.com/@a;b=(c)!*,d\'~$'])(
    'may be %s', (endpoint) => {
      expect(serverOf(add({ endpoint })).Endpoint).toBe(endpoint);
    });

  test('may be unresolved until deployment', () => {
    expect(() => add({ resourcePriority: Token.asNumber({ Ref: 'Priority' }) })).not.toThrow();
  });
});

describe('a static tool schema', () => {
  test.each([
    ['a list', TOOLS],
    ['a tools/list response', { tools: TOOLS }],
  ])('that is %s is in the template unchanged, with every keyword', (_, document) => {
    const text = JSON.stringify(document);
    expect(serverOf(add({ mcpToolSchema: agentcore.ApiSchema.fromInline(text) })).McpToolSchema).toEqual({ InlinePayload: text });
  });

  test('makes the tool names known at synthesis', () => {
    expect(add({ mcpToolSchema: agentcore.ApiSchema.fromInline(JSON.stringify(TOOLS)) }).toolNames).toEqual(['docs___search_docs']);
  });

  test('in a bucket allows the role to read only this object, before the target is created', () => {
    const stack = newStack();
    const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'schemas');
    const target = new Gateway(stack, 'Gateway').addMcpServerTarget('Docs', {
      endpoint: 'https://mcp.example.com', mcpToolSchema: agentcore.ApiSchema.fromS3File(bucket, 'tools.json'),
    });
    expect(only(stack, 'AWS::IAM::Policy').Properties.PolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Action: 's3:GetObject', Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::schemas/tools.json']] } },
    ]);
    expect(resourceOf(target).DependsOn).toEqual([resources(stack, 'AWS::IAM::Policy')[0][0]]);
  });

  test('fails if it is not a list of tools', () => {
    expect(messageOf(() => add({ mcpToolSchema: agentcore.ApiSchema.fromInline('{}') })))
      .toContain('the service rejects the static tool schema of Stack/Gateway/Docs');
  });
});
