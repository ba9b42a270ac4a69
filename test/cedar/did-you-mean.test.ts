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
  ['the other case', 'ORDERID', ['orderid', 'orderId2'], 'orderid'],
  ['the nearest', 'prices', ['price', 'priced', 'prices2'], 'price'],
  ['the first of equals', 'cat', ['bat', 'hat'], 'bat'],
  ['nothing that is too far', 'amount', ['orderId', 'note'], undefined],
  ['nothing for a name that is right', 'note', ['note'], undefined],
  ['nothing without candidates', 'note', [], undefined],
])('suggests %s', (_name, name, candidates, suggestion) => {
  expect(didYouMean(name, candidates)).toBe(suggestion);
});
