import { CEDAR_POLICY_NAME, CREDENTIAL_PROVIDER_NAME, GATEWAY_NAME, GATEWAY_NAME_SAFE_LENGTH, gatewayIdOfName, hasForm, NameForm, POLICY_ENGINE_NAME, RUNTIME_ENDPOINT_NAME, RUNTIME_NAME, TARGET_NAME } from '../../src/service/names';

/** The patterns in the API model of the service, and names that only some of them accept. */
const FORMS: [NameForm, RegExp][] = [
  [GATEWAY_NAME, /^([0-9a-zA-Z][-]?){1,48}$/],
  [TARGET_NAME, /^([0-9a-zA-Z][-]?){1,100}$/],
  [RUNTIME_NAME, /^[a-zA-Z][a-zA-Z0-9_]{0,47}$/],
  [RUNTIME_ENDPOINT_NAME, /^[a-zA-Z][a-zA-Z0-9_]{0,47}$/],
  [POLICY_ENGINE_NAME, /^[A-Za-z][A-Za-z0-9_]{0,47}$/],
  [CEDAR_POLICY_NAME, /^[A-Za-z][A-Za-z0-9_]{0,47}$/],
  [CREDENTIAL_PROVIDER_NAME, /^[a-zA-Z0-9\-_]{1,128}$/],
];
const NAMES = ['', 'a', '7', '-', '_', 'a-b', 'a--b', 'a-', '-a', 'a_b', 'A1', 'a b', 'é', 'a.b', 'a\n'];

describe.each(FORMS.map(([form, pattern]): [string, NameForm, RegExp] => [form.name, form, pattern]))('a %s', (_name, form, pattern) => {
  test.each(NAMES)('accepts or rejects %p like the API model', (name) => {
    expect(hasForm(name, form)).toBe(pattern.test(name));
  });

  test('has the minimum and maximum length of the API model', () => {
    expect(hasForm('a'.repeat(form.max), form)).toBe(true);
    expect(hasForm('a'.repeat(form.max + 1), form)).toBe(false);
  });
});

test('the id of a gateway is its name in lower case, a hyphen and ten characters', () => {
  expect(gatewayIdOfName('My-Gateway', '?')).toBe('my-gateway-??????????');
});

test('the longest safe name results in an id of 50 characters', () => {
  expect(gatewayIdOfName('g'.repeat(GATEWAY_NAME_SAFE_LENGTH), '0')).toHaveLength(50);
});
