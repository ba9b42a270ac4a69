import * as fc from 'fast-check';
import { masked } from '../../../local/trace/mask';

test.each([
  ['a member that is named like a secret', { params: { arguments: { city: 'Oslo', apiKey: 'k1', password: 'k2', client_secret: 'k3', accessToken: 'k4' } } },
    { params: { arguments: { city: 'Oslo', apiKey: '***', password: '***', client_secret: '***', accessToken: '***' } } }],
  ['what is inside of such a member', { credentials: { user: 'a', values: ['b'] } }, { credentials: '***' }],
  ['a token that is none of a login', { _meta: { progressToken: 7 }, nextPageToken: null }, { _meta: { progressToken: 7 }, nextPageToken: null }],
  ['a JSON text in a result', { content: [{ type: 'text', text: '{"name":"Rex","api_key":"k"}' }] }, { content: [{ type: 'text', text: '{"name":"Rex","api_key":"***"}' }] }],
  ['a token in a text', { text: 'sent Authorization: Bearer abcdefgh12345678' }, { text: 'sent Authorization: Bearer ***' }],
  ['an access key in a text', { text: 'AKIAIOSFODNN7EXAMPLE' }, { text: '***' }],
])('%s', (_, message, expected) => {
  expect(JSON.parse(masked(JSON.stringify(message)))).toEqual(expected);
});

test('long messages are cut, and text that is no JSON is masked too', () => {
  expect(masked(JSON.stringify({ a: 'x'.repeat(5_000) }))).toMatch(/^\{"a":"x{1994}… \(5008 characters\)$/);
  expect(masked('Bearer abcdefgh12345678')).toBe('Bearer ***');
});

test('no value of a secret member is left, however deep', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.constantFrom('password', 'api_key', 'Authorization', 'refresh_token'), fc.uuid(), (around, key, secret) => {
    expect(masked(JSON.stringify({ around, inner: [{ [key]: secret }, { text: JSON.stringify({ [key]: secret }) }] }))).not.toContain(secret);
  }));
});
