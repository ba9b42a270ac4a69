import { CEDAR_POLICY_NAME, CREDENTIAL_PROVIDER_NAME, GATEWAY_NAME, GATEWAY_NAME_SAFE_LENGTH, gatewayIdOfName, hasForm, NameForm, POLICY_ENGINE_NAME, RUNTIME_ENDPOINT_NAME, RUNTIME_NAME, TARGET_NAME } from '../../src/service/names';

/** The patterns of the service's API model, and names that only some of them take. */
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
  test.each(NAMES)('may be or may not be %p, as the API model says', (name) => {
    expect(hasForm(name, form)).toBe(pattern.test(name));
  });

  test('has so many characters and no more', () => {
    expect(hasForm('a'.repeat(form.max), form)).toBe(true);
    expect(hasForm('a'.repeat(form.max + 1), form)).toBe(false);
  });
});

test('the id of a gateway is its name in lower case, a hyphen and ten characters', () => {
  expect(gatewayIdOfName('My-Gateway', '?')).toBe('my-gateway-??????????');
});

test('the longest name that is safe makes an id of 50 characters', () => {
  expect(gatewayIdOfName('g'.repeat(GATEWAY_NAME_SAFE_LENGTH), '0')).toHaveLength(50);
});
