import { readFileSync } from 'fs';
import { coverageDocument, coveredBy, COVERAGE_FILE } from '../../build-tools/coverage-doc';
import { l1Properties } from '../../build-tools/covered-properties/l1-properties';
import { COVERED_TYPES, OTHER_TYPES } from '../../build-tools/covered-properties/types';
import { loadTypes, membersOf, OWN, UPSTREAM } from '../api/assembly';

const properties = l1Properties();
const entries = Object.entries(COVERED_TYPES).flatMap(([type, coverage]) => Object.entries(coverage).map(([name, covered]) => ({ type, name, covered })));

test('every type of AWS::BedrockAgentCore is on the page', () => {
  expect([...Object.keys(COVERED_TYPES), ...Object.keys(OTHER_TYPES)].sort()).toEqual([...properties.keys()]);
});

test.each(Object.keys(COVERED_TYPES))('every property of %s has a member that sets it, or a reason', (type) => {
  expect(properties.get(type)!.filter((property) => !coveredBy(COVERED_TYPES[type], property))).toEqual([]);
});

test.each(Object.keys(COVERED_TYPES))('no entry of %s is about a property that CloudFormation does not have', (type) => {
  const used = new Set(properties.get(type)!.map((property) => coveredBy(COVERED_TYPES[type], property)?.entry));
  expect(Object.keys(COVERED_TYPES[type]).filter((entry) => !used.has(entry))).toEqual([]);
});

test('an entry for everything below a property gives a reason, so a new property is not taken for one that a construct sets', () => {
  expect(entries.filter(({ name, covered }) => name.endsWith('.*') && !('l1' in covered))).toEqual([]);
});

test('every member on the page exists', () => {
  const types = loadTypes();
  const exists = (member: string) => {
    const [type, name] = member.split('.');
    return [OWN, UPSTREAM].some((namespace) => membersOf(types, `${namespace}.${type}`).has(name));
  };
  expect(entries.flatMap(({ covered }) => 'by' in covered ? covered.by : []).filter((member) => !exists(member))).toEqual([]);
});

test('COVERAGE.md is generated from the entries', () => {
  expect(readFileSync(COVERAGE_FILE, 'utf8')).toBe(coverageDocument());
});
