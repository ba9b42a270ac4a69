import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { POLICY_FINDINGS, UNKNOWN_POLICIES } from '../../src/findings/policy-findings';
import { SCHEMA_FINDINGS, UNKNOWN_SCHEMAS } from '../../src/findings/schema-findings';
import { RULES } from '../../src/rules/registry';

function sourcesOf(room: string): string {
  const folder = join(__dirname, '../../src', room);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
}

const severityOfRule = new Map(RULES.map(({ id, severity }) => [id, severity]));

describe.each([
  ['schemas', SCHEMA_FINDINGS, UNKNOWN_SCHEMAS, `${sourcesOf('schema')}\n${sourcesOf('model')}`],
  ['policies', POLICY_FINDINGS, UNKNOWN_POLICIES, sourcesOf('cedar')],
] as const)('findings of %s', (_room, findings, unknown, sources) => {
  test('are reported by existing rules', () => {
    expect(Object.values(findings).filter((rule) => !severityOfRule.has(rule))).toEqual([]);
  });

  test('are all used in the code', () => {
    expect([...Object.keys(findings), ...unknown].filter((id) => !sources.includes(`'${id}'`))).toEqual([]);
  });

  test('have ids in kebab-case', () => {
    expect([...Object.keys(findings), ...unknown].filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
  });
});

test('a schema finding has the severity of the rule that reports it', () => {
  const used = [...sourcesOf('schema').matchAll(/findings\.(error|warning)\('([a-z-]+)'/g)].map(([, severity, id]) => ({ severity, id }));
  expect(used.length).toBeGreaterThan(50);
  expect(used.filter(({ severity, id }) => severityOfRule.get(SCHEMA_FINDINGS[id as keyof typeof SCHEMA_FINDINGS]) !== severity)).toEqual([]);
});
