import { readFileSync } from 'fs';
import { dirname, join } from 'path';
import { expectGolden } from './golden';
import { EMPTY, REPORT } from './reports';
import { fails } from '../../local/cli/check/check-report';
import { formatCheckGithub } from '../../local/cli/check/format-github';
import { sarifOf } from '../../local/cli/check/format-sarif';
import { formatCheckText } from '../../local/cli/check/format-text';
import { COLORED, paintFor } from '../../local/cli/paint';
import { PLAIN } from '../../src/findings/format';

describe('as text', () => {
  test('all findings are listed, except acknowledged ones', () => {
    expectGolden('check.txt', formatCheckText(REPORT, { paint: PLAIN, verbose: false }));
  });

  test('verbose also lists acknowledged findings, and what is unknown until deployment', () => {
    expectGolden('check-verbose.txt', formatCheckText(REPORT, { paint: PLAIN, verbose: true }));
  });

  test('the text with colors is the text without colors, plus color codes', () => {
    const colored = formatCheckText(REPORT, { paint: COLORED, verbose: true });
    expect(colored).toContain('\u001b[31;1merror\u001b[0m');
    // eslint-disable-next-line no-control-regex
    expect(colored.replaceAll(/\u001b\[[0-9;]*m/g, '')).toBe(formatCheckText(REPORT, { paint: PLAIN, verbose: true }));
  });

  test('the summary says when there are no findings, and when there is nothing to check', () => {
    expect(formatCheckText(EMPTY, { paint: PLAIN, verbose: false })).toBe('no findings in 1 gateway (0 rules)\n');
    expect(formatCheckText({ ...EMPTY, counts: { ...EMPTY.counts, gateways: 0 } }, { paint: PLAIN, verbose: false })).toBe('nothing to check in 0 gateways (0 rules)\n');
  });
});

test('as GitHub annotations each finding is one line, with line ends and separators escaped', () => {
  const text = formatCheckGithub(REPORT);
  expectGolden('check.github.txt', text);
  expect(text.trimEnd().split('\n')).toHaveLength(7);
});

describe('as SARIF', () => {
  const log = sarifOf(REPORT, '1.2.3');

  test('the report is valid against the official schema', () => {
    expect(schemaErrors(log)).toEqual([]);
    expect(schemaErrors(sarifOf(EMPTY, '1.2.3'))).toEqual([]);
    expect(schemaErrors({ ...log, version: '2.0' })).not.toEqual([]);
  });

  test('results have locations, fingerprints and suppressions', () => {
    expectGolden('check.sarif', `${JSON.stringify(log, null, 2)}\n`);
  });

  test('the fingerprint of a finding does not depend on its line', () => {
    const [first, ...rest] = REPORT.findings;
    const moved = sarifOf({ ...REPORT, findings: [{ ...first, at: { ...first.at, source: { file: 'lib/other.ts', line: 99 } } }, ...rest] }, '1.2.3');
    const fingerprints = ({ runs: [{ results }] }: typeof log) => results!.map((result) => result.partialFingerprints!['finding/v1']);
    expect(fingerprints(moved)).toEqual(fingerprints(log));
    expect(new Set(fingerprints(log)).size).toBe(REPORT.findings.length);
  });

  test('every result refers to a rule in the list', () => {
    for (const { ruleId, ruleIndex } of log.runs[0].results!) expect(log.runs[0].tool.driver.rules![ruleIndex!].id).toBe(ruleId);
  });
});

describe('fails', () => {
  const withCounts = (errors: number, warnings: number) => ({ ...EMPTY, counts: { ...EMPTY.counts, errors, warnings } });
  test.each([
    ['errors', withCounts(1, 0), false, true],
    ['warnings', withCounts(0, 1), false, false],
    ['warnings, strictly', withCounts(0, 1), true, true],
    ['nothing, strictly', EMPTY, true, false],
    ['an unused acknowledgement', { ...EMPTY, unusedAcknowledgements: REPORT.unusedAcknowledgements }, false, false],
    ['an unused acknowledgement, strictly', { ...EMPTY, unusedAcknowledgements: REPORT.unusedAcknowledgements }, true, true],
  ])('for %s', (_, report, strict, expected) => {
    expect(fails(report, strict)).toBe(expected);
  });
});

test.each([
  ['a terminal', { isTTY: true }, {}, true, true],
  ['a pipe', {}, {}, true, false],
  ['NO_COLOR', { isTTY: true }, { NO_COLOR: '1' }, true, false],
  ['an empty NO_COLOR', { isTTY: true }, { NO_COLOR: '' }, true, true],
  ['--no-color', { isTTY: true }, {}, false, false],
  ['a dumb terminal', { isTTY: true }, { TERM: 'dumb' }, true, false],
])('the output has colors or not: %s', (_, stream, environment, wanted, colored) => {
  expect(paintFor(stream, environment, wanted) === COLORED).toBe(colored);
});

/** Validates against the official SARIF schema, with the validator of the package that contains it. */
function schemaErrors(log: unknown): unknown[] {
  interface Validator {
    addMetaSchema(schema: unknown): void;
    compile(schema: unknown): ((data: unknown) => boolean) & { errors?: unknown[] | null };
  }
  const folder = dirname(require.resolve('@microsoft/jest-sarif/package.json'));
  const load = (name: string): unknown => JSON.parse(readFileSync(require.resolve(name, { paths: [folder] }), 'utf8'));
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const Ajv = require(require.resolve('ajv', { paths: [folder] })) as new (options: object) => Validator;
  const ajv = new Ajv({ schemaId: 'id', allErrors: true, unknownFormats: 'ignore', logger: false });
  ajv.addMetaSchema(load('ajv/lib/refs/json-schema-draft-04.json'));
  const validate = ajv.compile(load(join(folder, 'lib', 'schemas', 'sarif-2.1.0-rtm.5.json')));
  return validate(log) ? [] : validate.errors ?? ['invalid'];
}
