import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, PhysicalName, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Gateway, GatewayTarget } from '../../../src';
import { ACCOUNT, ENV, messageOf, newApp, newFunction, newStack, only, OTHER_ACCOUNT, REGION, reportedAt, resourceOf, resources, tools, warnings } from '../../builders';

// Synthesis prints the warnings that are expected here.
beforeEach(() => void jest.spyOn(console, 'error').mockImplementation());

const { SchemaDefinitionType: Type, ToolSchema } = agentcore;

const WEATHER = {
  name: 'get_weather',
  description: 'Get the weather of a place.',
  inputSchema: { type: 'object', properties: { place: { type: 'string', description: 'Where' } }, required: ['place'] },
};

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tools-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

function file(name: string, content: unknown): string {
  const written = path.join(folder, name);
  fs.writeFileSync(written, typeof content === 'string' ? content : JSON.stringify(content));
  return written;
}

function targetWith(toolSchema: agentcore.ToolSchema, create: (stack: Stack) => lambda.IFunction = newFunction): GatewayTarget {
  const stack = newStack();
  return new Gateway(stack, 'Gateway').addLambdaTarget('Weather', { lambdaFunction: create(stack), toolSchema });
}

function schemaOf(target: GatewayTarget): any {
  return resourceOf(target).Properties.TargetConfiguration.Mcp.Lambda.ToolSchema;
}

/** The resources of the statement that allows `action` to the gateway's role. */
function allowed(target: GatewayTarget, action: string): any[] {
  const { Statement } = only(target, 'AWS::IAM::Policy').Properties.PolicyDocument;
  return Statement.filter((statement: any) => [statement.Action].flat().includes(action)).flatMap((statement: any) => statement.Resource);
}

describe('the function', () => {
  test('is in the target configuration by its ARN', () => {
    let fn!: lambda.IFunction;
    const target = targetWith(tools('a'), (stack) => (fn = newFunction(stack)));
    expect(resourceOf(target).Properties.TargetConfiguration.Mcp.Lambda.LambdaArn).toEqual(target.stack.resolve(fn.functionArn));
  });

  test.each<[string, (stack: Stack) => lambda.IFunction]>([
    ['a function', (stack) => newFunction(stack)],
    ['a version', (stack) => newFunction(stack).currentVersion],
    ['an alias', (stack) => new lambda.Alias(stack, 'Alias', { aliasName: 'live', version: newFunction(stack).currentVersion })],
    ['an imported function', (stack) => lambda.Function.fromFunctionArn(stack, 'F', `arn:aws:lambda:us-east-1:${ACCOUNT}:function:weather`)],
  ])('that is %s is the only one that the role is allowed to invoke', (_, create) => {
    let fn!: lambda.IFunction;
    const target = targetWith(tools('a'), (stack) => (fn = create(stack)));
    expect(allowed(target, 'lambda:InvokeFunction')).toEqual([target.stack.resolve(fn.functionArn)]);
  });

  test('imported from another account is called by its ARN', () => {
    const arn = 'arn:aws:lambda:us-east-1:999999999999:function:weather';
    const target = targetWith(tools('a'), (stack) => lambda.Function.fromFunctionArn(stack, 'F', arn));
    expect(resourceOf(target).Properties.TargetConfiguration.Mcp.Lambda.LambdaArn).toBe(arn);
  });

  test('has no resource policy: the policy of the role allows the call', () => {
    expect(resources(targetWith(tools('a')), 'AWS::Lambda::Permission')).toEqual([]);
  });
});

describe('an inline tool schema', () => {
  const schema = ToolSchema.fromInline([{
    name: 'order',
    description: 'Orders something.',
    inputSchema: {
      type: Type.OBJECT,
      properties: {
        // Property names are never interpreted as keywords.
        type: { type: Type.STRING, description: 'What kind' },
        lines: { type: Type.ARRAY, items: { type: Type.OBJECT, properties: { amount: { type: Type.INTEGER } }, required: ['amount'] } },
      },
      required: ['type'],
    },
    outputSchema: { type: Type.OBJECT, properties: { price: { type: Type.NUMBER } } },
  }]);

  test('is in the template unchanged', () => {
    expect(schemaOf(targetWith(schema))).toEqual({
      InlinePayload: [{
        Name: 'order',
        Description: 'Orders something.',
        InputSchema: {
          Type: 'object',
          Properties: {
            type: { Type: 'string', Description: 'What kind' },
            lines: { Type: 'array', Items: { Type: 'object', Properties: { amount: { Type: 'integer' } }, Required: ['amount'] } },
          },
          Required: ['type'],
        },
        OutputSchema: { Type: 'object', Properties: { price: { Type: 'number' } } },
      }],
    });
  });

  test('has no findings', () => {
    expect(reportedAt(targetWith(schema))).toEqual([]);
  });

  test('requires no permission', () => {
    expect(allowed(targetWith(schema), 's3:GetObject')).toEqual([]);
  });

  test.each<[string, any, string, string]>([
    ['enum', { enum: ['c', 'f'] }, 'enum', 'list the allowed values in the description, for example: one of `"c"`, `"f"`'],
    ['default', { default: 'c' }, 'default', '"c"'],
    ['format', { format: 'date-time' }, 'format', 'date-time'],
    ['anyOf', { anyOf: [{ type: 'string' }, { type: 'number' }] }, 'anyOf', 'a single `type`'],
    ['oneOf', { oneOf: [{ type: 'string' }, { type: 'null' }] }, 'oneOf', 'remove the property from `required`'],
    ['minimum', { minimum: 1 }, 'minimum', 'validate it in the function'],
    ['additionalProperties', { additionalProperties: false }, 'additionalProperties', 'remove it'],
  ])('with %s, which CloudFormation does not support, has a warning with its position and what to write instead', (_, more, keyword, advice) => {
    const target = targetWith(ToolSchema.fromInline([{
      name: 'a', description: 'b', inputSchema: { type: Type.OBJECT, properties: { unit: { type: Type.STRING, ...more } } },
    }]));
    const [finding, ...others] = reportedAt(target);
    expect(finding).toMatch(new RegExp(`^schemas-keyword-dropped Stack/Gateway/Weather schema#/0/inputSchema/properties/unit/${keyword}: `));
    expect(finding).toContain(`\`${keyword}\` does not exist in the schemas of Lambda tools`);
    expect(finding).toContain(advice);
    expect([...others, ...warnings(target.stack)]).toEqual([]);
    expect(schemaOf(target).InlinePayload[0].InputSchema.Properties.unit).toEqual({ Type: 'string' });
  });

  test.each<[string, agentcore.ToolDefinition[], string]>([
    ['two tools with the same name', [1, 2].map(() => ({ name: 'a', description: 'b', inputSchema: { type: Type.OBJECT } })), 'names-duplicate-tool'],
    ['a tool whose input is not an object', [{ name: 'a', description: 'b', inputSchema: { type: Type.STRING } }], 'schemas-tool-definition'],
    ['a tool without description', [{ name: 'a', description: '', inputSchema: { type: Type.OBJECT } }], 'schemas-tool-description-missing'],
    ['a tool without name', [{ name: '', description: 'b', inputSchema: { type: Type.OBJECT } }], 'names-tool-invalid'],
  ])('fails with %s', (_, definitions, id) => {
    const message = messageOf(() => targetWith(ToolSchema.fromInline(definitions)));
    expect(message).toContain('the service rejects the tool schema of Stack/Gateway/Weather');
    expect(message).toContain(`[cdk-agentcore-gateway:${id} at Stack/Gateway/Weather]`);
  });

  test('may have a JSON type that the library does not have yet, with a warning', () => {
    const type = Type.of('uuid');
    const target = targetWith(ToolSchema.fromInline([{ name: 'a', description: 'b', inputSchema: { type: Type.OBJECT, properties: { id: { type } } } }]));
    expect(schemaOf(target).InlinePayload[0].InputSchema.Properties).toEqual({ id: { Type: 'uuid' } });
    expect(reportedAt(target).join()).toContain('schema#/0/inputSchema/properties/id/type: `type` is `"uuid"`; write one of');
  });

  test('reports all errors together', () => {
    const message = messageOf(() => targetWith(ToolSchema.fromInline([
      { name: '', description: 'b', inputSchema: { type: Type.OBJECT } },
      { name: 'a', description: '', inputSchema: { type: Type.OBJECT } },
    ])));
    expect(message.match(/^- /gm)).toHaveLength(2);
  });

  test('must have a tool', () => {
    expect(messageOf(() => targetWith(ToolSchema.fromInline([])))).toContain('the tool definitions are an empty list, and the service requires at least one tool');
  });
});

describe('a tool schema in a local file', () => {
  test('is uploaded, and the role is allowed to read only this object', () => {
    const target = targetWith(ToolSchema.fromLocalAsset(file('tools.json', [WEATHER])));
    const { Uri } = schemaOf(target).S3;
    const [resource] = allowed(target, 's3:GetObject');
    const key = /\/([0-9a-f]{64}\.json)"/.exec(JSON.stringify(Uri))![1];
    expect(JSON.stringify(resource)).toContain(key);
    expect(JSON.stringify(resource)).not.toContain('*');
  });

  test('makes the tool names known at synthesis', () => {
    expect(targetWith(ToolSchema.fromLocalAsset(file('names.json', [WEATHER]))).toolNames).toEqual(['weather___get_weather']);
  });

  test('has a warning for keywords that the service does not support', () => {
    const tool = { ...WEATHER, inputSchema: { type: 'object', properties: { unit: { type: 'string', enum: ['c', 'f'] } } } };
    const target = targetWith(ToolSchema.fromLocalAsset(file('enum.json', [tool])));
    expect(reportedAt(target)).toEqual([expect.stringMatching(/^schemas-keyword-dropped Stack\/Gateway\/Weather schema#\/0\/inputSchema\/properties\/unit\/enum: /)]);
    expect(warnings(target.stack)).toEqual([]);
  });

  test.each<[string, unknown, string, string]>([
    ['is not JSON', '[{', 'schemas-document', 'is not JSON'],
    ['is an object', { tools: [WEATHER] }, 'schemas-document', 'write only the array under `tools`'],
    ['misses a description', [{ ...WEATHER, description: undefined }], 'schemas-tool-description-missing', 'has no description'],
  ])('fails if it %s', (name, content, id, text) => {
    const message = messageOf(() => targetWith(ToolSchema.fromLocalAsset(file(`${name.replaceAll(' ', '-')}.json`, content))));
    expect(message).toContain(text);
    expect(message).toContain(`[cdk-agentcore-gateway:${id} at Stack/Gateway/Weather]`);
  });

  test('fails if it does not exist, and the error names the file', () => {
    const missing = path.join(folder, 'missing.json');
    const message = messageOf(() => targetWith(ToolSchema.fromLocalAsset(missing)));
    expect(message).toContain(`schema file \`${missing}\` cannot be read`);
    expect(message).toContain('cdk-agentcore-gateway:schema-file-not-readable');
  });

  test('can be used by two targets', () => {
    const stack = newStack();
    const gateway = new Gateway(stack, 'Gateway');
    const toolSchema = ToolSchema.fromLocalAsset(file('shared.json', [WEATHER]));
    const [a, b] = ['A', 'B'].map((id) => gateway.addLambdaTarget(id, { lambdaFunction: newFunction(stack, `${id}Function`), toolSchema }));
    expect(schemaOf(a)).toEqual(schemaOf(b));
    for (const [, policy] of resources(stack, 'AWS::IAM::Policy')) {
      expect(policy.Properties.PolicyDocument.Statement.map((statement: any) => statement.Action)).toContain('s3:GetObject');
    }
  });
});

describe('a tool schema in a bucket', () => {
  function fromBucket(owner?: string): GatewayTarget {
    const stack = newStack();
    const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'my-schemas');
    return new Gateway(stack, 'Gateway').addLambdaTarget('Weather', {
      lambdaFunction: newFunction(stack), toolSchema: ToolSchema.fromS3File(bucket, 'v1/tools.json', owner),
    });
  }

  test('is in the template by its URI', () => {
    expect(schemaOf(fromBucket())).toEqual({ S3: { Uri: 's3://my-schemas/v1/tools.json' } });
  });

  test('is in the template with the owner account of the bucket', () => {
    expect(schemaOf(fromBucket(ACCOUNT)).S3.BucketOwnerAccountId).toBe(ACCOUNT);
  });

  test('allows the role to read only this object', () => {
    const target = fromBucket();
    expect(allowed(target, 's3:GetObject')).toEqual([
      { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::my-schemas/v1/tools.json']] },
    ]);
  });

  test('has unknown tool names', () => {
    expect(fromBucket().toolNames).toEqual([]);
  });
});

describe('a function of another account', () => {
  const OTHER_ENV = { ...ENV, account: OTHER_ACCOUNT };

  function addTarget(create: (own: Stack, other: Stack) => lambda.IFunction): { own: Stack; other: Stack; target: GatewayTarget } {
    const app = newApp();
    const [own, other] = [newStack(app, 'Own', { env: ENV }), newStack(app, 'Other', { env: OTHER_ENV })];
    const target = new Gateway(own, 'Gateway').addLambdaTarget('Weather', { lambdaFunction: create(own, other), toolSchema: tools('a') });
    return { own, other, target };
  }

  const named = (scope: Stack) => new lambda.Function(scope, 'Function', {
    functionName: PhysicalName.GENERATE_IF_NEEDED, runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = () => {}'),
  });

  test('allows the account of the gateway in its resource policy', () => {
    const { other, target } = addTarget((_, stack) => named(stack));
    expect(only(other, 'AWS::Lambda::Permission').Properties).toMatchObject({ Action: 'lambda:InvokeFunction', Principal: ACCOUNT });
    expect(warnings(target)).toEqual([]);
  });

  test('allows it for an alias alone', () => {
    const { other } = addTarget((_, stack) => new lambda.Alias(stack, 'Alias', { aliasName: 'live', version: named(stack).currentVersion }));
    const permission = only(other, 'AWS::Lambda::Permission').Properties;
    expect(permission.FunctionName).toEqual({ Ref: resources(other, 'AWS::Lambda::Alias')[0][0] });
  });

  test('allows it once for all gateways of the account', () => {
    const { own, other, target } = addTarget((_, stack) => named(stack));
    new Gateway(own, 'Second').addLambdaTarget('Weather', { lambdaFunction: other.node.findChild('Function') as lambda.Function, toolSchema: tools('a') });
    expect(resources(other, 'AWS::Lambda::Permission')).toHaveLength(1);
    expect(target.gatewayTargetName).toBe('weather');
  });

  test('is deployed before the gateway', () => {
    const { own, other } = addTarget((_, stack) => named(stack));
    (own.node.root as App).synth();
    expect(own.dependencies.map(({ node }) => node.path)).toEqual([other.node.path]);
  });

  test('that is imported in its account allows it there', () => {
    const { other } = addTarget((_, stack) => lambda.Function.fromFunctionName(stack, 'Imported', 'weather'));
    expect(only(other, 'AWS::Lambda::Permission').Properties).toMatchObject({ Principal: ACCOUNT });
  });

  test('that the app cannot change is a warning that says what to allow where', () => {
    const { target } = addTarget((stack) => lambda.Function.fromFunctionArn(stack, 'Imported', `arn:aws:lambda:${REGION}:${OTHER_ACCOUNT}:function:weather`));
    expect(warnings(target).join()).toContain(
      `function Own/Imported is in account ${OTHER_ACCOUNT}, and its resource policy must allow gateway Own/Gateway of account ${ACCOUNT} to call it; where the function is created, allow \`lambda:InvokeFunction\` to account ${ACCOUNT}`);
  });

  test('without a physical name is an error that says how to create the function', () => {
    const message = messageOf(() => addTarget((_, stack) => newFunction(stack)));
    expect(message).toContain('function Other/Function of target Own/Gateway/Weather is in another account than gateway Own/Gateway');
    expect(message).toContain('create the function with `functionName: PhysicalName.GENERATE_IF_NEEDED`');
  });

  test('is of unknown account in stacks without environment, and nothing is added', () => {
    const app = newApp();
    const [own, other] = [newStack(app, 'Own'), newStack(app, 'Other')];
    new Gateway(own, 'Gateway').addLambdaTarget('Weather', { lambdaFunction: newFunction(other), toolSchema: tools('a') });
    expect(resources(other, 'AWS::Lambda::Permission')).toEqual([]);
  });
});

test('a function of another region is an error at the call', () => {
  const stack = newStack(newApp(), 'Own', { env: ENV });
  const lambdaFunction = lambda.Function.fromFunctionArn(stack, 'Imported', `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:weather`);
  expect(messageOf(() => new Gateway(stack, 'Gateway').addLambdaTarget('Weather', { lambdaFunction, toolSchema: tools('a') }))).toContain(
    'function Own/Imported of target Own/Gateway/Weather is in region `eu-west-1`, but gateway Own/Gateway is in `us-east-1`');
});
