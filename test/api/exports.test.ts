import { loadTypes, OWN } from './assembly';
import * as library from '../../src';

test('exports nothing to JavaScript that other languages do not have', () => {
  const classes = Object.entries(loadTypes()).filter(([fqn, { kind }]) => fqn.startsWith(`${OWN}.`) && kind !== 'interface').map(([fqn]) => fqn.slice(OWN.length + 1));
  expect(Object.keys(library).sort()).toEqual(classes.sort());
});
