import { BROKEN } from './broken';
import { validateBuiltIn, ValidatorFindings } from './built-in-validator';
import { lineOf, mutated, newFindings, unexpectedIn } from './findings';
import { BUILT_IN, Mutation } from './mutation';
import { caughtBy, Result, score, scoreOfRules, scoreTable } from './score';
import { VALID } from './valid';
import type { Variant } from './variant';
import { RULES } from '../../src/rules/registry';

/*
 * Whether the rules tell broken templates from valid ones. A new rule must raise the score, and never sound a false alarm.
 */

const LEAST_SCORE = 0.97;

const broken = BROKEN.map(mutated);

/** What the built-in validator says of all templates, valid ones first: its engine takes a second to start, so it is asked once. */
let builtIn: readonly ValidatorFindings[];
const ofValid = (variant: Variant) => builtIn[VALID.indexOf(variant)];

beforeAll(() => {
  builtIn = validateBuiltIn([...VALID.map(({ source }) => source()), ...broken]);
});

/** Faults of the templates that the built-in validator finds where nothing is wrong, and why. */
const BUILT_IN_FALSE_ALARMS: Readonly<Record<string, string>> = {
  'a gateway behind AWS WAF with a private server: F3002 Stock Properties.CertificateConfigurations': 'its schemas are older than the property',
};

describe('valid templates', () => {
  test('there are enough of them, each with a name of its own', () => {
    expect(VALID.length).toBeGreaterThanOrEqual(15);
    expect(new Set(VALID.map(({ name }) => name)).size).toBe(VALID.length);
  });

  test.each(VALID.map((variant) => [variant.name, variant] as const))('the rules find nothing in %s', (_name, variant) => {
    expect(unexpectedIn(variant).map(lineOf)).toEqual([]);
  });

  test('the built-in validator finds no error in any of them', () => {
    const errors = VALID.flatMap((variant) => ofValid(variant).errors.map((error) => `${variant.name}: ${error}`));
    expect(errors.filter((error) => !Object.keys(BUILT_IN_FALSE_ALARMS).some((known) => error.startsWith(known)))).toEqual([]);
  });
});

describe('broken templates', () => {
  let results: Result[];

  beforeAll(() => {
    results = BROKEN.map((mutation, index) => {
      const { errors, warnings } = builtIn[VALID.length + index];
      const before = ofValid(mutation.in);
      const known = new Set([...before.errors, ...before.warnings]);
      const found = newFindings(mutation, broken[index]).map(({ id }) => id);
      return { mutation, foundBy: new Set([...found, ...[...errors, ...warnings].some((line) => !known.has(line)) ? [BUILT_IN] : []]) };
    });
  });

  afterAll(() => process.stderr.write(`\n${scoreTable(results)}\n`));

  test('there are enough of them, each with one fault of its own', () => {
    expect(BROKEN.length).toBeGreaterThanOrEqual(60);
    expect(new Set(BROKEN.map(({ fault }) => fault)).size).toBe(BROKEN.length);
  });

  test('only names rules that there are', () => {
    const known = new Set([BUILT_IN, ...RULES.map(({ id }) => id)]);
    expect(BROKEN.flatMap((mutation) => mutation.caughtBy).filter((id) => !known.has(id))).toEqual([]);
  });

  const rows = (survive: boolean) => BROKEN.filter(({ survives }) => (survives !== undefined) === survive)
    .map((mutation) => [mutation.fault, mutation] as const);
  const resultOf = (mutation: Mutation) => results[BROKEN.indexOf(mutation)];

  test.each(rows(false))('finds %s', (_fault, mutation) => {
    expect([...resultOf(mutation).foundBy]).toEqual(expect.arrayContaining([...mutation.caughtBy]));
  });

  const survivors = rows(true);
  if (survivors.length > 0) {
    test.each(survivors)('does not find %s', (_fault, mutation) => {
      expect(caughtBy(resultOf(mutation))).toEqual([]);
    });
  }

  test(`finds at least ${100 * LEAST_SCORE} % of the faults`, () => {
    expect(score(results)).toBeGreaterThanOrEqual(LEAST_SCORE);
  });

  test(`finds at least ${100 * LEAST_SCORE} % of the faults by the rules alone`, () => {
    expect(scoreOfRules(results)).toBeGreaterThanOrEqual(LEAST_SCORE);
  });
});
