import { writeFileSync } from 'fs';
import { join } from 'path';
import { checkApp } from '../../../local/cli/check/check-app';
import { loadInput } from '../../../local/cli/input/load-input';
import { checkParameters, parametersIn } from '../../../local/cli/input/parameter-option';
import { UserError } from '../../../local/user-error';
import { load } from '../../../src/model/load';
import { messageOf } from '../../builders';
import { temporaryFolder } from '../temporary';

const folder = temporaryFolder();
const TEMPLATE = {
  Parameters: {
    Name: { Type: 'String', Default: 'tools' },
    Type: { Type: 'String' },
    Teams: { Type: 'CommaDelimitedList', Default: 'shop, web' },
    Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/path' },
    Stage: { Type: 'String', Default: 'dev' },
  },
  Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] }, IsNotProd: { 'Fn::Not': [{ Condition: 'IsProd' }] }, Never: { 'Fn::Equals': ['a', 'b'] } },
  Resources: {
    'G': { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: { 'Fn::Sub': '${Name}-${Stage}' }, AuthorizerType: { Ref: 'Type' }, Description: { Ref: 'Stored' } } },
    'Prod': { Type: 'AWS::BedrockAgentCore::Gateway', Condition: 'IsProd', Properties: { Name: { 'Fn::If': ['IsProd', 'a', 'b'] } } },
    'NoProd': { Type: 'AWS::BedrockAgentCore::Gateway', Condition: 'IsNotProd', Properties: { Name: 'no-prod' } },
    'Not': { Type: 'AWS::BedrockAgentCore::Gateway', Condition: 'Never', Properties: { Name: 'never' } },
    'Fn::ForEach::Teams': ['Team', { Ref: 'Teams' }, { '${Team}': { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: '${Team}' } } }],
  },
};
const file = join(folder, 'app.json');
writeFileSync(file, JSON.stringify(TEMPLATE));

const gateways = (...texts: string[]) => {
  const model = loadInput([file], { parameters: parametersIn(texts) });
  return Object.fromEntries(model.gateways.map(({ address, name, authorizer }) => [address.replace('app.', ''), [name?.text, model.resources[address].exists, authorizer.type?.text]]));
};

test('parameters have their defaults, and stay unresolved without one', () => {
  expect(gateways()).toMatchObject({ G: ['tools-dev', 'yes', '⟨app.Type⟩'], shop: ['shop', 'yes', undefined], web: ['web', 'yes', undefined] });
});

test('a default excludes no resource, because a deployment may pass another value', () => {
  expect(gateways()).toMatchObject({ Prod: ['b', 'unknown', undefined], NoProd: ['no-prod', 'yes', undefined] });
  expect(gateways()).not.toHaveProperty('Not');
});

test('values that are given decide', () => {
  expect(gateways('Stage=prod', 'app:Type=AWS_IAM', 'Teams=one')).toMatchObject({ G: ['tools-prod', 'yes', 'AWS_IAM'], Prod: ['a', 'yes', undefined], one: ['one', 'yes', undefined] });
  expect(gateways('Stage=prod')).not.toHaveProperty('NoProd');
  expect(gateways('Other:Name=x', 'Name=y', 'Name=z')).toMatchObject({ G: ['z-dev', 'yes', '⟨app.Type⟩'] });
});

test('the path of a parameter in Parameter Store is not its value', () => {
  expect(loadInput([file]).gateways[0].description).toEqual({ text: '⟨app.Stored⟩', known: false });
});

test('a secret has no default that a message could contain', () => {
  writeFileSync(join(folder, 'secret.json'), JSON.stringify({ ...TEMPLATE, Parameters: { ...TEMPLATE.Parameters, Stored: { Type: 'String', NoEcho: true, Default: 'hunter2' } } }));
  expect(loadInput([join(folder, 'secret.json')]).gateways[0].description).toEqual({ text: '⟨secret.Stored⟩', known: false });
});

test('at synthesis, parameters have their defaults too', () => {
  expect(load({ stacks: [{ id: 'app', template: TEMPLATE }] }).gateways[0].name).toEqual({ text: 'tools-dev', known: true });
});

test('rules see the values', () => {
  const ids = (...texts: string[]) => checkApp({ inputs: [file], packs: [], parameters: parametersIn(texts) }, folder).findings.filter(({ at }) => at.path === 'app/G').map(({ id }) => id);
  expect(ids('Type=NOTHING')).toContain('auth-authorizer-type');
  expect(ids('Type=AWS_IAM')).not.toContain('auth-authorizer-type');
});

test.each([
  ['key=value', ['A=b=c'], [{ name: 'A', value: 'b=c' }]],
  ['an empty value', ['A='], [{ name: 'A', value: '' }]],
  ['the form of `cdk deploy`', ['Prod/Stack:A=b'], [{ name: 'A', value: 'b', stack: 'Prod/Stack' }]],
  ['the form of `aws cloudformation`', ['ParameterKey=A,ParameterValue=b,c'], [{ name: 'A', value: 'b,c' }]],
  ['a file of `aws cloudformation`', ['[{"ParameterKey":"A","ParameterValue":"b"}]'], [{ name: 'A', value: 'b' }]],
  ['a file of CodePipeline', ['{"Parameters":{"A":1}}'], [{ name: 'A', value: '1' }]],
  ['a file with a map', ['{"A":"b"}'], [{ name: 'A', value: 'b' }]],
])('reads %s', (_, texts, expected) => {
  const given = texts.map((text) => {
    if (!/^[[{]/.test(text)) return text;
    writeFileSync(join(folder, 'parameters.json'), text);
    return `@${join(folder, 'parameters.json')}`;
  });
  expect(parametersIn(given)).toEqual(expected);
});

test.each([
  ['a text that is no parameter', ['x'], '`--parameters x`: write key=value, stack:key=value, or @file.json'],
  ['a file that does not exist', ['@nothing.json'], /ENOENT.*nothing\.json/],
  ['a file that is no list of parameters', [`@${join(folder, 'list.json')}`], /list\.json is not a list of parameters/],
])('rejects %s', (_, texts, message) => {
  writeFileSync(join(folder, 'list.json'), '[1]');
  expect(messageOf(() => parametersIn(texts))).toMatch(message);
  expect(() => parametersIn(texts)).toThrow(UserError);
});

test('a parameter that no template has is rejected, with those that they have', () => {
  expect(messageOf(() => checkParameters([{ name: 'Nmae', value: 'x' }], loadInput([file])))).toBe('no template has the parameter `Nmae`; they have Name, Type, Teams, Stored, Stage');
});
