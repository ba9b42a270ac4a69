import { CREDENTIAL_KINDS, credentialKindOf, CREDENTIALS } from '../../src/service/credential-kinds';
import { CREDENTIAL_TYPES, GRANT_TYPES } from '../../src/service/values';

test.each(CREDENTIAL_KINDS.filter((kind) => kind !== 'NONE'))('%s has its own type and grant type', (kind) => {
  const { type, grant } = CREDENTIALS[kind];
  expect(credentialKindOf(type!, grant)).toBe(kind);
});

test('the default grant type of OAuth is client credentials', () => {
  expect(credentialKindOf('OAUTH')).toBe('OAUTH_CLIENT_CREDENTIALS');
});

test.each([['OAUTH', 'PASSWORD'], ['TOKEN', undefined], ['toString', undefined]])('%s with the grant type %s is not a kind', (type, grant) => {
  expect(credentialKindOf(type, grant)).toBeUndefined();
});

test('every type and every grant type of the service has a kind', () => {
  expect(CREDENTIAL_TYPES.filter((type) => credentialKindOf(type) === undefined)).toEqual([]);
  expect(GRANT_TYPES.filter((grant) => credentialKindOf('OAUTH', grant) === undefined)).toEqual([]);
});
