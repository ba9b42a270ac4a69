import { evaluateRuleOn, linesOf, modelOf } from '../../build-tools/rule-examples/evaluate-rule';
import {
  agentTarget, apiGatewayTarget, apiKey, CONDITIONS, withEngine, engine, gateway, gatewayTarget, getAtt, iamRole, jwtGateway, lambdaTarget,
  mcpRuntimeTarget, mcpTarget, oauth, openApiTarget, passedOn, passthroughTarget, policy, ref, resource, restApi, runtime, smithyTarget,
  template, tool, UNKNOWN,
} from '../../build-tools/rule-examples/templates';
import { AUTH_RULES } from '../../src/rules/auth';
import { LIMITS_RULES } from '../../src/rules/limits';
import { NAMES_RULES } from '../../src/rules/names';
import { SCHEMAS_RULES } from '../../src/rules/schemas';
import { SECURITY_RULES } from '../../src/rules/security';

const RULES = [...AUTH_RULES, ...NAMES_RULES, ...LIMITS_RULES, ...SCHEMAS_RULES, ...SECURITY_RULES];
const OF_AGENTS = { GatewayIdentifier: ref('Agents') };

/** A valid app with everything that rules check. */
const VALID = template({
  ...restApi(),
  Role: resource('AWS::IAM::Role', { AssumeRolePolicyDocument: {}, ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }),
  Grant: resource('AWS::IAM::Policy', { PolicyName: 'p', Roles: [ref('Role')], PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: 'arn:aws:lambda:eu-west-1:111122223333:function:weather' }] } }),
  Engine: engine({ EncryptionKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/x' }),
  Policy: policy(),
  Gateway: gateway({
    RoleArn: getAtt('Role', 'Arn'),
    KmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/x',
    ...withEngine(),
    ProtocolConfiguration: { Mcp: { SupportedVersions: ['2025-06-18'] } },
    InterceptorConfigurations: [{ InterceptionPoints: ['REQUEST'], Interceptor: { Lambda: { Arn: 'arn:aws:lambda:eu-west-1:111122223333:function:check' } } }],
  }),
  Inner: gateway({ Name: 'inner', KmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/x', ...withEngine() }),
  Agents: jwtGateway({ Name: 'agents', ProtocolType: ref('AWS::NoValue'), KmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/x', ...withEngine() }),
  ...Object.fromEntries(['Gateway', 'Inner', 'Agents'].map((id) => [`${id}Acl`, resource('AWS::WAFv2::WebACLAssociation', { ResourceArn: getAtt(id, 'GatewayArn'), WebACLArn: 'arn:aws:wafv2:x' })])),
  Docs: runtime({ NetworkConfiguration: { NetworkMode: 'VPC' } }),
  Live: resource('AWS::BedrockAgentCore::RuntimeEndpoint', { AgentRuntimeId: getAtt('Docs', 'AgentRuntimeId'), Name: 'live' }),
  Weather: lambdaTarget({ MetadataConfiguration: { AllowedRequestHeaders: ['x-tenant'] } }, [tool('forecast', { InputSchema: { Type: 'object', Properties: { city: { Type: 'string' } }, Required: ['city'] } })]),
  OfInner: lambdaTarget({ GatewayIdentifier: ref('Inner'), Name: 'alerts' }),
  Chain: gatewayTarget('Inner'),
  Pets: openApiTarget({ Name: 'pets' }),
  Model: smithyTarget({ Name: 'model' }),
  Shop: apiGatewayTarget({ Name: 'shop' }),
  Server: mcpRuntimeTarget('Docs', { Name: 'server' }, 'live'),
  Remote: mcpTarget('https://docs.example.com/mcp', { Name: 'remote', CredentialProviderConfigurations: oauth({ GrantType: 'AUTHORIZATION_CODE', DefaultReturnUrl: 'https://app.example.com' }) }, { ListingMode: 'DEFAULT' }),
  Function: mcpTarget('https://abc.lambda-url.eu-west-1.on.aws/mcp', { Name: 'function', CredentialProviderConfigurations: iamRole('lambda', { Region: 'eu-west-1' }) }),
  Keyed: mcpTarget('https://keyed.example.com/mcp', { Name: 'keyed', CredentialProviderConfigurations: apiKey({ CredentialLocation: 'HEADER' }) }),
  Agent: agentTarget(getAtt('Docs', 'AgentRuntimeArn'), { ...OF_AGENTS }, { Qualifier: 'DEFAULT' }),
  Other: passthroughTarget({ ...OF_AGENTS, CredentialProviderConfigurations: passedOn('JWT_PASSTHROUGH') }),
}, CONDITIONS);

function findings(templates: object): string[] {
  const model = modelOf(templates);
  return RULES.flatMap((rule) => linesOf(evaluateRuleOn(rule, model)).map((line) => `${rule.id}: ${line}`));
}

type Path = readonly (string | number)[];

/** Every path in the properties of resources. */
function places(value: unknown, path: Path = []): Path[] {
  const below = typeof value === 'object' && value !== null && !('Fn::GetAtt' in value) && !('Ref' in value)
    ? Object.entries(value).flatMap(([key, item]) => places(item, [...path, key]))
    : [];
  return path.length > 0 ? [path, ...below] : below;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce((at, key) => (at as Record<string | number, unknown>)[key], value);
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...value as unknown[]] : { ...value as object }) as Record<string | number, unknown>;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

const resources = VALID.Resources as Record<string, { Properties: object }>;

test('the valid app has no findings', () => {
  expect(findings(VALID)).toEqual([]);
});

describe('a value that is unresolved until deployment is never a finding', () => {
  test.each(Object.keys(resources))('in the properties of %s', (id) => {
    const wrong = places(resources[id].Properties).flatMap((path) => {
      const at = ['Resources', id, 'Properties', ...path];
      return [UNKNOWN, { 'Fn::If': ['Sometimes', valueAt(VALID, at), ref('AWS::NoValue')] }].flatMap((unknown) => {
        return findings(replaced(VALID, at, unknown) as object).map((line) => `${path.join('.')} ${JSON.stringify(unknown)} → ${line}`);
      });
    });
    expect(wrong).toEqual([]);
  });
});

/** Values of unexpected types. */
const ODD: readonly unknown[] = [null, true, 0, '', 'x', [], {}, [null], { a: 1 }, { 'Fn::If': ['Nobody', 1, 2] }, { Ref: 'Nothing' }, { 'Fn::GetAtt': [] }];

describe('no rule crashes for a malformed template', () => {
  test.each(Object.keys(resources))('in the properties of %s', (id) => {
    places(resources[id].Properties).forEach((path, index) => {
      const odd = replaced(VALID, ['Resources', id, 'Properties', ...path], ODD[index % ODD.length]) as object;
      expect(() => findings(odd)).not.toThrow();
    });
  });

  test.each([[{}], [{ Resources: null }], [{ Resources: { A: null, B: { Type: 'AWS::BedrockAgentCore::Gateway' }, C: { Type: 'AWS::BedrockAgentCore::GatewayTarget' } } }]])('%j', (odd) => {
    expect(() => findings(odd)).not.toThrow();
  });
});
