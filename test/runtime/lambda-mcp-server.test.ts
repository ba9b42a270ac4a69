import { writeFileSync } from 'fs';
import { join } from 'path';
import { Lazy } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Gateway, LambdaMcpServer, LambdaMcpServerProps, LocalProcess } from '../../src';
import { LOCAL_METADATA_KEY, TOOLS_METADATA_KEY } from '../../src/model/metadata-keys';
import { ENV, messageOf, newApp, newFunction, newStack, resourceOf, resources, warnings } from '../builders';
import { temporaryFolder } from '../local/temporary';

const TOOLS = JSON.stringify([{ name: 'search', description: 'Searches.', inputSchema: { type: 'object' } }]);

function newServer(props: Partial<LambdaMcpServerProps> = {}) {
  const stack = newStack(newApp(), 'Stack', { env: ENV });
  return { stack, server: new LambdaMcpServer(stack, 'Docs', { lambdaFunction: props.lambdaFunction ?? newFunction(stack), ...props }) };
}

function toolsFile(content: string): string {
  const file = join(temporaryFolder(), 'tools.json');
  writeFileSync(file, content);
  return file;
}

describe('an MCP server on Lambda', () => {
  test('has a function URL that requires signed requests and streams responses', () => {
    const { stack } = newServer();
    expect(resources(stack, 'AWS::Lambda::Url').map(([, { Properties }]) => Properties)).toEqual([
      expect.objectContaining({ AuthType: 'AWS_IAM', InvokeMode: 'RESPONSE_STREAM' }),
    ]);
  });

  test('allows nobody by a resource-based permission', () => {
    expect(resources(newServer().stack, 'AWS::Lambda::Permission')).toEqual([]);
  });

  test.each([
    ['/mcp by default', undefined, 'mcp'],
    ['another path', '/docs/mcp', 'docs/mcp'],
  ])('responds at %s', (_, path, end) => {
    const { stack, server } = newServer({ path });
    expect(stack.resolve(server.url)).toEqual({ 'Fn::Join': ['', [stack.resolve(server.functionUrl.url), end]] });
  });

  test('responds at the root, if the path is a slash', () => {
    const { stack, server } = newServer({ path: '/' });
    expect(stack.resolve(server.url)).toEqual(stack.resolve(server.functionUrl.url));
  });

  test('of an alias has the URL of the alias', () => {
    const stack = newStack();
    const lambdaFunction = new lambda.Alias(stack, 'Live', { aliasName: 'live', version: newFunction(stack).currentVersion });
    expect(resourceOf(new LambdaMcpServer(stack, 'Docs', { lambdaFunction })).Properties.Qualifier).toBe('live');
  });

  test.each<[string, Partial<LambdaMcpServerProps>]>([
    ['without a slash at the start', { path: 'mcp' }],
    ['with a query', { path: '/mcp?debug' }],
    ['that is known only after deployment', { path: Lazy.string({ produce: () => '/mcp' }) }],
  ])('with a path %s fails', (_, props) => {
    expect(messageOf(() => newServer(props))).toMatch(/argument `path` of MCP server Docs is the text `.*`; pass a path that starts with a slash, such as `\/mcp`/);
  });

  test('of a version fails, because a version cannot have a URL', () => {
    const stack = newStack();
    expect(messageOf(() => new LambdaMcpServer(stack, 'Docs', { lambdaFunction: newFunction(stack).currentVersion })))
      .toMatch(/argument `lambdaFunction` of MCP server Docs is .*; pass a function or an alias, or import one; a version cannot have a function URL/);
  });

  test.each<[string, (lambdaFunction: lambda.Function) => void, string]>([
    ['another MCP server', (lambdaFunction) => void new LambdaMcpServer(lambdaFunction.stack, 'Faq', { lambdaFunction }), 'Stack/Faq'],
    ['addFunctionUrl', (lambdaFunction) => void lambdaFunction.addFunctionUrl(), 'Stack/Function/FunctionUrl'],
  ])('of a function with the URL of %s fails, because it can have only one', (_, addUrl, other) => {
    const stack = newStack();
    const lambdaFunction = newFunction(stack);
    addUrl(lambdaFunction);
    expect(messageOf(() => new LambdaMcpServer(stack, 'Docs', { lambdaFunction })))
      .toContain(`Stack/Function has the function URL of ${other} already, so MCP server Stack/Docs cannot have one; add one \`LambdaMcpServer\` to all gateways`);
  });

  test('of an alias can be beside that of its function', () => {
    const stack = newStack();
    const fn = newFunction(stack);
    new LambdaMcpServer(stack, 'Docs', { lambdaFunction: fn });
    const lambdaFunction = new lambda.Alias(stack, 'Live', { aliasName: 'live', version: fn.currentVersion });
    expect(() => new LambdaMcpServer(stack, 'LiveDocs', { lambdaFunction })).not.toThrow();
  });

  test('in another account than its function fails, and the error names both', () => {
    const stack = newStack(newApp(), 'Stack', { env: ENV });
    const lambdaFunction = lambda.Function.fromFunctionArn(stack, 'Imported', 'arn:aws:lambda:us-east-1:444455556666:function:docs');
    expect(messageOf(() => new LambdaMcpServer(stack, 'Docs', { lambdaFunction })))
      .toContain(`MCP server Stack/Docs is in ${ENV.account}/${ENV.region}, but function Stack/Imported is in 444455556666/us-east-1; create the server in a stack of the account and region of its function`);
  });

  test.each(['function', 'alias'])('can be in another stack than its %s', (of) => {
    const app = newApp();
    const [first, second] = ['First', 'Second'].map((id) => newStack(app, id, { env: ENV }));
    const fn = newFunction(first);
    const lambdaFunction = of === 'alias' ? new lambda.Alias(first, 'Live', { aliasName: 'live', version: fn.currentVersion }) : fn;
    new Gateway(second, 'Gateway').addMcpServer(new LambdaMcpServer(second, 'Docs', { lambdaFunction }));
    expect(app.synth().stacks.find(({ id }) => id === 'Second')!.dependencies.map(({ id }) => id)).toContain('First');
  });

  test('of an imported function in the same account and region has a function URL', () => {
    const stack = newStack(newApp(), 'Stack', { env: ENV });
    const lambdaFunction = lambda.Function.fromFunctionArn(stack, 'Imported', `arn:aws:lambda:${ENV.region}:${ENV.account}:function:docs`);
    expect(resourceOf(new LambdaMcpServer(stack, 'Docs', { lambdaFunction })).Properties.TargetFunctionArn).toBe(lambdaFunction.functionArn);
  });

  test('writes how to start it to the metadata of its URL', () => {
    const { server } = newServer({ local: LocalProcess.command('node', ['server.js']) });
    expect(resourceOf(server).Metadata[LOCAL_METADATA_KEY]).toEqual({ command: 'node', args: ['server.js'] });
  });

  test('with a tools file has a target with these tools', () => {
    const { stack, server } = newServer({ toolsFile: toolsFile(TOOLS) });
    expect(new Gateway(stack, 'Gateway').addMcpServer(server).toolNames).toEqual(['docs___search']);
  });

  test('with a tools file that does not exist has a warning, and the path in the template', () => {
    const { stack, server } = newServer({ toolsFile: 'servers/docs/tools.json' });
    expect(warnings(stack)).toEqual([expect.stringContaining('tools file `servers/docs/tools.json` does not exist, so the tools of Stack/Docs are unknown at synthesis')]);
    expect((server.node.defaultChild as lambda.CfnUrl).getMetadata(TOOLS_METADATA_KEY)).toEqual({ file: 'servers/docs/tools.json' });
  });
});
