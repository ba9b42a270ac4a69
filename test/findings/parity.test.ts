import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { Stack } from 'aws-cdk-lib';
import { errorsDocument, ERRORS_FILE, thrownRules } from '../../build-tools/errors-doc';
import { ANNOTATION_EXAMPLES } from '../../build-tools/finding-examples/annotations';
import { ERROR_EXAMPLES } from '../../build-tools/finding-examples/errors';
import { annotatedBy, thrownBy } from '../../build-tools/finding-examples/run';
import { THROWN_RULE_EXAMPLES } from '../../build-tools/finding-examples/thrown-rules';
import { ANNOTATIONS } from '../../src/findings/annotations';
import { ERRORS, THROWN_RULES } from '../../src/findings/errors';
import type { Explanation } from '../../src/findings/explanation';
import { NOTICES } from '../../src/findings/notices';
import { RULES } from '../../src/rules/registry';
import { annotate } from '../../src/synthesis/annotate';
import { GatewayError } from '../../src/synthesis/gateway-error';

const SRC = join(__dirname, '../../src');
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.startsWith('findings/'))
  .map((file) => readFileSync(join(SRC, file), 'utf8'));

const explained: readonly (readonly [string, Explanation])[] = [ERRORS, ANNOTATIONS, NOTICES].flatMap((catalogue) => Object.entries<Explanation>(catalogue));
const rules = RULES.map(({ id }) => id);

test('ids are in kebab-case, and unique among rules, errors, annotations and notices', () => {
  const ids = [...rules, ...explained.map(([id]) => id)];
  expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('every id has a sentence, a reason, a source and a fix', () => {
  const unclear = explained.filter(([, { sentence, why, source, fix }]) => (
    !/^[A-Z].*\.$/.test(sentence) || !/^[A-Z].*\.$/.test(why) || source.trim() === '' || !/^[^A-Z].*[^.]$/.test(fix)));
  expect(unclear.map(([id]) => id)).toEqual([]);
});

test('every id in the code is registered, and every registered id is used', () => {
  const named = new Set(sources.flatMap((text) => [
    ...text.matchAll(/new GatewayError\((?:[^,()]+ \? '([a-z-]+)' : )?'([a-z-]+)'/g), ...text.matchAll(/annotate\([^,]+, '([a-z-]+)'/g), ...text.matchAll(/notice\('([a-z-]+)'/g),
    ...text.matchAll(/rejectFaults\([^']+'([a-z-]+)'/g), ...text.matchAll(/refusal\('([a-z-]+)'/g),
  ].flatMap(([, ...ids]) => ids.filter((id) => id !== undefined))));
  const registered = [...explained.map(([id]) => id), ...THROWN_RULES];
  // A schema finding is thrown under the id of its rule.
  expect([...named].filter((id) => !registered.includes(id) && !thrownRules().includes(id))).toEqual([]);
  expect(registered.filter((id) => !named.has(id))).toEqual([]);
});

test('an id that is not registered does not compile', () => {
  // @ts-expect-error
  expect(new GatewayError('no-such-id', undefined, 'a message', 'a fix').finding.id).toBe('no-such-id');
  // @ts-expect-error
  expect(() => annotate(new Stack(), 'no-such-id', 'a message', 'a fix')).toThrow();
});

test('every rule that is thrown at the call has the severity error', () => {
  const errors = RULES.filter(({ severity }) => severity === 'error').map(({ id }) => id);
  expect(THROWN_RULES.filter((id) => !errors.includes(id))).toEqual([]);
  expect(Object.keys(THROWN_RULE_EXAMPLES).sort()).toEqual(thrownRules().sort());
});

test.each(Object.entries({ ...ERROR_EXAMPLES, ...THROWN_RULE_EXAMPLES }))('the example of %s throws it', (id, example) => {
  const { finding, message } = thrownBy(example);
  expect(finding).toMatchObject({ id, severity: 'error' });
  expect(message).toMatch(new RegExp(`\\[cdk-agentcore-gateway:${id}( at [^\\]]+)?\\]$`));
  expect(message).toContain(finding.fix);
});

test.each(Object.entries(ANNOTATION_EXAMPLES))('the example of %s adds the annotation', (id, example) => {
  expect(annotatedBy(example).ids).toEqual([id]);
});

test('docs/ERRORS.md has a section for every id that is not a rule, and no other sections', () => {
  const sections = [...readFileSync(ERRORS_FILE, 'utf8').matchAll(/^### (.+)$/gm)].map(([, id]) => id);
  expect(sections.sort()).toEqual(explained.map(([id]) => id).sort());
});

test('docs/ERRORS.md is current: npx projen docs:errors writes it', () => {
  expect(readFileSync(ERRORS_FILE, 'utf8')).toBe(errorsDocument());
});
