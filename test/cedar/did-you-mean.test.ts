import { didYouMean, editDistance } from '../../src/cedar/did-you-mean';

test.each([
  ['', '', 0],
  ['order', 'order', 0],
  ['ordr', 'order', 1],
  ['oredr', 'order', 1],
  ['refund', 'refnud', 1],
  ['abc', '', 3],
  ['kitten', 'sitting', 3],
])('from "%s" to "%s" it is %i edits', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});

test.each([
  ['a typo', 'amont', ['orderId', 'amount'], 'amount'],
  ['a name in another case', 'ORDERID', ['orderid', 'orderId2'], 'orderid'],
  ['the most similar one', 'prices', ['price', 'priced', 'prices2'], 'price'],
  ['the first of equally similar ones', 'cat', ['bat', 'hat'], 'bat'],
  ['nothing when the distance is too large', 'amount', ['orderId', 'note'], undefined],
  ['nothing for a correct name', 'note', ['note'], undefined],
  ['nothing without candidates', 'note', [], undefined],
])('suggests %s', (_name, name, candidates, suggestion) => {
  expect(didYouMean(name, candidates)).toBe(suggestion);
});
