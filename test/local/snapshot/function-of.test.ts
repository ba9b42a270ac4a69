import { functionOf } from '../../../local/snapshot/function-of';
import type { FunctionSnapshot } from '../../../local/snapshot/snapshot';
import type { LocalValues } from '../../../local/values/local-values';
import { loadResources } from '../../model/apps';

const PLACE = { region: 'eu-central-1', account: '000000000000' };

function described(properties: object, values?: Partial<LocalValues>): FunctionSnapshot | string {
  const resources = { Table: { Type: 'AWS::DynamoDB::Table', Properties: {} }, F: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { ZipFile: 'x' }, ...properties } } };
  return functionOf(loadResources(resources), 'S1.F', PLACE, values && { byPath: new Map(), forAll: {}, ...values });
}

const ENVIRONMENT = { Environment: { Variables: { LITERAL: 'x', TABLE: { Ref: 'Table' }, REGION: { Ref: 'AWS::Region' }, URL: { 'Fn::Sub': 'https://api.${AWS::Region}.${AWS::URLSuffix}/' }, ACCOUNT: { 'Fn::Sub': 'of ${AWS::AccountId}' }, SECRET: '{{resolve:ssm:/secret}}' } } };

test('variables that are unresolved until deployment are missing, and never placeholders', () => {
  expect(described(ENVIRONMENT)).toMatchObject({
    environment: { LITERAL: 'x', REGION: 'eu-central-1', URL: 'https://api.eu-central-1.amazonaws.com/' },
    missing: ['TABLE', 'ACCOUNT', 'SECRET'],
  });
});

test('values of the user replace variables: by path also others, from files only those of the function', () => {
  const values = { byPath: new Map<string, Record<string, string>>([['S1/F', { TABLE: 'mine', DEBUG: '1' }], ['S1/Other', { SECRET: 'no' }]]), forAll: { SECRET: 's', LITERAL: 'y', UNRELATED: 'no' } };
  const { environment, missing } = described(ENVIRONMENT, values) as FunctionSnapshot;
  expect(environment).toEqual({ LITERAL: 'y', TABLE: 'mine', DEBUG: '1', SECRET: 's', REGION: 'eu-central-1', URL: 'https://api.eu-central-1.amazonaws.com/' });
  expect(missing).toEqual(['ACCOUNT']);
});

test('settings that the template leaves out are the defaults of Lambda', () => {
  expect(described({})).toMatchObject({ name: 'F', timeoutSeconds: 3, memoryMb: 128, architecture: 'x86_64', region: 'eu-central-1', layers: [], missingLayers: [] });
});

test.each([
  ['an object that is no asset', { Code: { S3Bucket: 'b', S3Key: 'k' } }, 'its code is not an asset of the app'],
  ['code that is unresolved', { Code: { ZipFile: { Ref: 'Table' } } }, 'its code in the template is unresolved until deployment'],
  ['a runtime that is unresolved', { Runtime: { Ref: 'Table' } }, 'its runtime is unresolved until deployment'],
])('says why a function with %s cannot run', (_, properties, reason) => {
  expect(described(properties)).toBe(reason);
});

test('a function outside of the app cannot run', () => {
  expect(functionOf(loadResources({}), 'S1.F', PLACE)).toBe('its function is not in the app');
});
