import { lines, message } from './finding-lines';
import { fixture, fixtureText } from './fixtures/fixture';
import { readSmithy } from '../../src/schema/smithy';
import type { ReadTools } from '../../src/schema/tool';

const SHOP = 'shop.smithy.json';
const NS = 'com.amazonaws.shop#';
const SERVICE = '/shapes/com.amazonaws.shop#AWSShop_20260101';

/** The shop model with one change. */
function shop(change: (shapes: any, model: any) => void): ReadTools {
  const model = fixture(SHOP);
  change(model.shapes, model);
  return readSmithy(JSON.stringify(model));
}

describe('a valid model', () => {
  const { tools, findings } = readSmithy(fixtureText(SHOP));
  const input = (name: string) => tools.find((tool) => tool.name === name)?.inputSchema;

  test('has no findings', () => {
    expect(findings).toEqual([]);
  });

  test('has each operation of the service, of its resources and of their resources once', () => {
    expect(tools.map(({ name }) => name)).toEqual(['SearchCatalog', 'CreateOrder', 'GetOrder', 'PurgeOrders', 'TrackParcel']);
  });

  test('describes tools by their documentation', () => {
    expect(tools[0].description).toBe('<p>Finds articles.</p>');
  });

  test('has the required members', () => {
    expect(input('GetOrder')).toEqual({ type: 'object', properties: { orderId: { type: 'string' } }, required: ['orderId'] });
  });

  test('converts every type of shape to JSON Schema', () => {
    expect(input('CreateOrder')).toEqual({
      type: 'object',
      properties: {
        articles: { type: 'object', additionalProperties: { type: 'integer' }, description: 'How many of each article.' },
        express: { type: 'boolean' },
        payment: { type: 'string', enum: ['card', 'INVOICE'] },
        wrapping: { type: 'string', enum: ['none', 'gift'] },
        note: { type: 'string' },
        extras: {},
      },
      required: ['articles'],
    });
  });

  test('accepts any value where a shape contains itself, and includes the members of mixins', () => {
    expect(input('SearchCatalog')).toEqual({
      type: 'object',
      properties: {
        filter: {
          type: 'object',
          properties: { text: { type: 'string' }, all: { type: 'array', items: { type: 'object' } } },
          description: 'What to look for.',
        },
        maxResults: { type: 'integer' },
        minimumRating: { type: 'number' },
        since: { type: 'string' },
        nextToken: { type: 'string' },
      },
    });
  });

  test.each(['PurgeOrders', 'TrackParcel'])('converts an operation without input (%s) to an empty object', (name) => {
    expect(input(name)).toEqual({ type: 'object', properties: {} });
  });
});

describe('a text that is not a Smithy model', () => {
  test.each([
    ['nothing', '', 'it is empty'],
    ['broken JSON', '{', 'JSON'],
    ['the Smithy language', '$version: "2"\nnamespace com.example\n', 'smithy ast'],
    ['the Smithy language after a comment', '// Shop\n$version: "2"', 'smithy ast'],
  ])('%s is document-not-json', (_, text, reason) => {
    expect(lines(readSmithy(text))).toEqual(['error document-not-json']);
    expect(message(readSmithy(text), 'document-not-json')).toContain(reason);
  });

  test('an array is document-not-an-object', () => {
    expect(lines(readSmithy('[]'))).toEqual(['error document-not-an-object']);
  });
});

describe('a model that the service does not support', () => {
  test.each<[string, (shapes: any, model: any) => void, string[]]>([
    ['Smithy 1.0', (_, m) => { m.smithy = '1.0'; }, ['error smithy-version /smithy']],
    ['no version', (_, m) => { delete m.smithy; }, ['error smithy-version']],
    ['a version that is a number', (_, m) => { m.smithy = 2; }, ['error smithy-version /smithy']],
    ['no shapes', (_, m) => { delete m.shapes; }, ['error smithy-no-shapes']],
    ['no service', (s) => { delete s[`${NS}AWSShop_20260101`]; }, ['error smithy-no-service /shapes']],
    ['two services', (s) => { s[`${NS}Other`] = { type: 'service' }; }, ['error smithy-several-services /shapes']],
    ['another protocol', (s) => { s[`${NS}AWSShop_20260101`].traits = { 'aws.api#service': {}, 'aws.protocols#awsJson1_1': {} }; }, [`error smithy-protocol ${SERVICE}/traits`]],
    ['no protocol', (s) => { s[`${NS}AWSShop_20260101`].traits = { 'aws.api#service': {} }; }, [`error smithy-protocol ${SERVICE}/traits`]],
    ['no traits', (s) => { delete s[`${NS}AWSShop_20260101`].traits; }, [`error smithy-protocol ${SERVICE}`, `warning smithy-custom-service ${SERVICE}`]],
    ['a service that is not an AWS service', (s) => { delete s[`${NS}AWSShop_20260101`].traits['aws.api#service']; }, [`warning smithy-custom-service ${SERVICE}`]],
    ['no operations', (s) => { Object.assign(s[`${NS}AWSShop_20260101`], { operations: [], resources: [] }); }, [`error smithy-no-operations ${SERVICE}`]],
    ['a streamed blob as input', (s) => { s[`${NS}Attachment`].traits = { 'smithy.api#streaming': {} }; }, ['warning smithy-streaming-operation /shapes/com.amazonaws.shop#CreateOrder']],
    ['an event stream as output', (s) => {
      s[`${NS}Events`] = { type: 'union', members: {}, traits: { 'smithy.api#streaming': {} } };
      s[`${NS}TrackParcel`].output = { target: `${NS}TrackOutput` };
      s[`${NS}TrackOutput`] = { type: 'structure', members: { events: { target: `${NS}Events` } } };
    }, ['warning smithy-streaming-operation /shapes/com.amazonaws.shop#TrackParcel']],
    ['an operation that is missing', (s) => { delete s[`${NS}TrackParcel`]; }, ['error smithy-unresolvable-target /shapes/com.amazonaws.shop#Parcel/operations/0']],
    ['a resource that is missing', (s) => { delete s[`${NS}Parcel`]; }, ['error smithy-unresolvable-target /shapes/com.amazonaws.shop#Order/resources/0']],
    ['an input that is missing', (s) => { delete s[`${NS}GetOrderInput`]; }, ['error smithy-unresolvable-target /shapes/com.amazonaws.shop#GetOrder/input']],
    ['a member that is missing', (s) => { delete s[`${NS}Payment`]; }, ['error smithy-unresolvable-target /shapes/com.amazonaws.shop#CreateOrderInput/members/payment']],
    ['a target that is not a shape id', (s) => { s[`${NS}GetOrder`].input = 'GetOrderInput'; }, ['error smithy-unresolvable-target /shapes/com.amazonaws.shop#GetOrder/input']],
    ['no documentation', (s) => { delete s[`${NS}GetOrder`].traits; }, ['warning tool-without-description /shapes/com.amazonaws.shop#GetOrder']],
    ['two operations with one name', (s) => {
      s['com.amazonaws.other#GetOrder'] = s[`${NS}GetOrder`];
      s[`${NS}AWSShop_20260101`].operations.push({ target: 'com.amazonaws.other#GetOrder' });
    }, ['error tool-name-duplicate /shapes/com.amazonaws.shop#GetOrder']],
  ])('%s', (_, change, expected) => {
    expect(lines(shop(change))).toEqual(expected);
  });

  test('restJson1 beside another protocol is no finding', () => {
    expect(lines(shop((s) => { s[`${NS}AWSShop_20260101`].traits['smithy.protocols#rpcv2Cbor'] = {}; }))).toEqual([]);
  });

  test('the message names the protocol of the model', () => {
    expect(message(shop((s) => { s[`${NS}AWSShop_20260101`].traits = { 'aws.api#service': {}, 'aws.protocols#restXml': {} }; }), 'smithy-protocol')).toContain('`aws.protocols#restXml`');
  });
});

test('the size of schemas with repeated shapes is limited', () => {
  const read = shop((s) => {
    for (let i = 0; i < 20; i++) {
      s[`${NS}L${i}`] = { type: 'structure', members: Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`m${n}`, { target: `${NS}L${i + 1}` }])) };
    }
    s[`${NS}L20`] = { type: 'string' };
    s[`${NS}TrackParcel`].input = { target: `${NS}L0` };
  });
  expect(lines(read)).toEqual(['warning tool-schema-too-large /shapes/com.amazonaws.shop#TrackParcel']);
});
