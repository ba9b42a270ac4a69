import { Token } from 'aws-cdk-lib';
import { oauthProvider } from './every-credential';
import { OutboundAuth, OutboundOAuthOptions } from '../../src';
import { newStack } from '../builders';

const RETURN = 'https://app.example.com/signed-in';
const exchange = (options: OutboundOAuthOptions) => () => OutboundAuth.tokenExchange(oauthProvider(newStack()), options);
const signIn = (defaultReturnUrl: string) => () => OutboundAuth.authorizationCode(oauthProvider(newStack()), { scopes: ['repo'], defaultReturnUrl });

test.each<[string, () => unknown, string]>([
  ['an empty scope', exchange({ scopes: [''] }), 'scope `` has 0 characters; use 1 to 64'],
  ['a long scope', exchange({ scopes: ['x'.repeat(65)] }), 'has 65 characters; use 1 to 64'],
  ['101 scopes', exchange({ scopes: Array.from({ length: 101 }, (_, index) => `s${index}`) }), '`scopes` has 101 scopes; use at most 100'],
  ['two scopes in one text', exchange({ scopes: ['read write'] }), 'scope `read write` contains a space; write each scope as an item of the list'],
  ['no custom parameters in a map', exchange({ scopes: [], customParameters: {} }), '`customParameters` has 0 parameters; use 1 to 10, or leave it out'],
  ['a return URL without scheme', signIn('app.example.com'), '`defaultReturnUrl` is `app.example.com`; write a whole URL'],
  ['an empty return URL', signIn(''), '`defaultReturnUrl` is ``'],
  ['a long return URL', signIn(`https://app.example.com/${'x'.repeat(2048)}`), 'use at most 2048'],
])('%s is an error at the call', (_, call, message) => {
  expect(call).toThrow(message);
});

test.each<[string, () => unknown]>([
  ['100 scopes', exchange({ scopes: Array.from({ length: 100 }, (_, index) => `s${index}`) })],
  ['no scopes', exchange({ scopes: [] })],
  ['a return URL', signIn(RETURN)],
  ['the URL of an app on a phone', signIn('shopapp://signed-in')],
  ['a return URL that is unresolved until deployment', signIn(Token.asString({ Ref: 'Url' }))],
])('%s is accepted', (_, call) => {
  expect(call).not.toThrow();
});
