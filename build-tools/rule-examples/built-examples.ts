import type { Example } from './example';
import {
  apiGatewayTarget, withEngine, engine, gateway, getAtt, IAM_ROLE, lambdaTarget, mcpTarget, oauth, openApi, openApiTarget, policy, ref, resource, restApi,
  target, template, tool, withTarget,
} from './templates';

type Json = Readonly<Record<string, unknown>>;

const KILOBYTE = 1024;
const PERMIT = 'permit(principal, action, resource is AgentCore::Gateway);';

function numbered(count: number, one: (index: number) => Json): Json {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`R${index}`, one(index)]));
}

function targets(count: number): Example {
  return { templates: template({ Gateway: gateway(), ...numbered(count, (index) => lambdaTarget({ Name: `t${index}` })) }) };
}

function tools(count: number): Example {
  return { templates: withTarget(lambdaTarget({}, Array.from({ length: count }, (_, index) => tool(`t${index}`)))) };
}

function inlineSchema(bytes: number): Example {
  return { templates: withTarget(openApiTarget({}, openApi().padEnd(bytes))) };
}

function policies(count: number, statement = PERMIT): Example {
  return { templates: template({ Gateway: gateway(withEngine()), Engine: engine(), ...numbered(count, (index) => policy({ Name: `p${index}` }, statement)) }) };
}

function role(type: string, characters: number): Example {
  return {
    templates: template({
      Gateway: gateway({ RoleArn: getAtt('Role', 'Arn') }),
      Role: resource('AWS::IAM::Role', { AssumeRolePolicyDocument: {} }),
      Policy: resource(type, { PolicyName: 'p', Roles: [ref('Role')], PolicyDocument: { Statement: [{ Sid: 'A'.repeat(characters) }] } }),
    }),
  };
}

function resources(count: number): Example {
  return { templates: template({ Gateway: gateway(), ...numbered(count - 1, () => resource('AWS::CloudFormation::WaitConditionHandle')) }) };
}

function templateSize(bytes: number): Example {
  return { templates: template({ Gateway: gateway(), Text: resource('AWS::SSM::Parameter', { Type: 'String', Value: 'x'.repeat(bytes) }) }) };
}

function cedarSchema(): Example {
  const properties = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`a_field_with_a_long_name_${index}`, { Type: 'string' }]));
  const list = Array.from({ length: 600 }, (_, index) => tool(`t${index}`, { InputSchema: { Type: 'object', Properties: properties } }));
  return { templates: withTarget(lambdaTarget({}, list), { Gateway: gateway(withEngine()), Engine: engine() }) };
}

function schemaFile(): Example {
  const key = `${'a'.repeat(64)}.json`;
  return {
    templates: {
      template: withTarget(openApiTarget({ TargetConfiguration: { Mcp: { OpenApiSchema: { S3: { Uri: `s3://assets/${key}` } } } } })),
      assets: [{ kind: 'file', key, container: 'assets', path: 'pets.json' }],
    },
    readFile: () => openApi().padEnd(10 * KILOBYTE * KILOBYTE + 1),
  };
}

function providerElsewhere(): Example {
  return { templates: { template: withTarget(mcpTarget('https://docs.example.com/mcp', { CredentialProviderConfigurations: oauth() })), region: 'us-east-1' } };
}

function webSearchElsewhere(): Example {
  const webSearch = target({ Mcp: { Connector: { Source: { ConnectorId: 'web-search' }, Enabled: ['WebSearch'] } } }, { CredentialProviderConfigurations: IAM_ROLE });
  return { templates: { template: withTarget(webSearch), region: 'eu-south-2' } };
}

function functionElsewhere(): Example {
  const arn = 'arn:aws:lambda:eu-west-1:444455556666:function:orders';
  return {
    templates: [
      { template: template({ Orders: resource('AWS::Lambda::Function', { FunctionName: 'orders' }) }), account: '444455556666', region: 'eu-west-1' },
      { template: withTarget(target({ Mcp: { Lambda: { LambdaArn: arn, ToolSchema: { InlinePayload: [tool('find')] } } } }, { CredentialProviderConfigurations: IAM_ROLE })), account: '111122223333', region: 'eu-west-1' },
    ],
  };
}

/** Two stacks in different regions; `withOther` builds the template that references the ID of a resource in the other stack. */
function twoRegions(other: Json, type: string, withOther: (id: unknown) => Json): Example {
  const id = { 'Fn::GetStackOutput': { StackName: 'other', OutputName: 'Id', Region: 'us-east-1' } };
  const [logicalId] = Object.entries(other).find(([, one]) => (one as Json).Type === type)!;
  return {
    templates: [
      { template: template(other, { Outputs: { Id: { Value: ref(logicalId) } } }), stackName: 'other', region: 'us-east-1' },
      { template: withOther(id), region: 'eu-west-1' },
    ],
  };
}

/** Examples that are too large for a file, or that need more than a template. */
export const BUILT_EXAMPLES: Readonly<Record<string, () => Example>> = {
  'auth-provider-elsewhere': providerElsewhere,
  'auth-target-elsewhere': () => twoRegions({ Gateway: gateway() }, 'AWS::BedrockAgentCore::Gateway', (id) => template({ Target: lambdaTarget({ GatewayIdentifier: id }) })),
  'auth-rest-api-elsewhere': () => twoRegions(restApi(), 'AWS::ApiGateway::RestApi', (id) => withTarget(apiGatewayTarget({}, { RestApiId: id }))),
  'grants-function-of-other-account': functionElsewhere,
  'properties-web-search-region': webSearchElsewhere,
  'limits-targets-per-gateway': () => targets(101),
  'limits-targets-per-gateway-near': () => targets(80),
  'limits-tools-per-target': () => tools(1001),
  'limits-tools-per-target-near': () => tools(800),
  'limits-inline-schema': () => inlineSchema(KILOBYTE * KILOBYTE + 1),
  'limits-inline-schema-near': () => inlineSchema(850 * KILOBYTE),
  'limits-schema-file': schemaFile,
  'limits-statement-length-near': () => policies(1, PERMIT.padEnd(8000)),
  'limits-policies-per-engine': () => policies(1001),
  'limits-policies-per-engine-near': () => policies(800),
  'limits-policy-total-size': () => policies(35, PERMIT.padEnd(5900)),
  'limits-policy-total-size-near': () => policies(28, PERMIT.padEnd(5900)),
  'limits-cedar-schema': cedarSchema,
  'limits-role-inline-policies': () => role('AWS::IAM::Policy', 10_300),
  'limits-role-inline-policies-near': () => role('AWS::IAM::Policy', 8500),
  'limits-managed-policy': () => role('AWS::IAM::ManagedPolicy', 6200),
  'limits-stack-resources': () => resources(501),
  'limits-stack-resources-near': () => resources(400),
  'limits-template-size': () => templateSize(KILOBYTE * KILOBYTE),
  'limits-template-size-near': () => templateSize(850 * KILOBYTE),
};
