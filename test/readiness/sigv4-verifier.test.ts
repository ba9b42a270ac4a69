import { faultInSignature, SignedRequest } from './sigv4-verifier';

// "get-vanilla" of AWS's own SigV4 test suite.
const SIGNER = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', region: 'us-east-1', service: 'service' };
const NOW = new Date('2015-08-30T12:36:00Z');
const VANILLA: SignedRequest = {
  method: 'GET',
  target: '/',
  headers: {
    'host': 'example.amazonaws.com',
    'x-amz-date': '20150830T123600Z',
    'authorization': 'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  },
  body: '',
};

test('accepts the example of AWS', () => {
  expect(faultInSignature(VANILLA, SIGNER, NOW)).toBeUndefined();
});

test.each<[string, Partial<SignedRequest>, RegExp]>([
  ['another method', { method: 'POST' }, /does not match/],
  ['another path', { target: '/x' }, /does not match/],
  ['another query', { target: '/?x=1' }, /does not match/],
  ['another body', { body: 'x' }, /does not match/],
  ['another host', { headers: { ...VANILLA.headers, host: 'other' } }, /does not match/],
  ['a header of AWS that is not signed', { headers: { ...VANILLA.headers, 'x-amz-target': 'x' } }, /not signed: x-amz-target/],
  ['no signature', { headers: { ...VANILLA.headers, authorization: undefined } }, /no AWS4/],
])('rejects %s', (_, change, fault) => {
  expect(faultInSignature({ ...VANILLA, ...change }, SIGNER, NOW)).toMatch(fault);
});

test('rejects another session token and an old signature', () => {
  expect(faultInSignature(VANILLA, { ...SIGNER, sessionToken: 'x' }, NOW)).toBe('wrong session token');
  expect(faultInSignature(VANILLA, SIGNER, new Date('2015-08-30T12:42:00Z'))).toMatch(/^expired/);
});
