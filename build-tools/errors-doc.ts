// Writes docs/ERRORS.md from the registries in src/findings, with messages that running examples produce.
import { join } from 'path';
import { ANNOTATION_EXAMPLES } from './finding-examples/annotations';
import { ERROR_EXAMPLES } from './finding-examples/errors';
import { annotatedBy, thrownBy } from './finding-examples/run';
import { THROWN_RULE_EXAMPLES } from './finding-examples/thrown-rules';
import { cell, linked, writeDocument } from './markdown';
import { AnnotationId, ANNOTATIONS } from '../src/findings/annotations';
import { ERRORS, THROWN_RULES } from '../src/findings/errors';
import type { Explanation, ExplanationGroup } from '../src/findings/explanation';
import { NOTICES } from '../src/findings/notices';
import { POLICY_FINDINGS } from '../src/findings/policy-findings';
import { SCHEMA_FINDINGS } from '../src/findings/schema-findings';
import { RULES } from '../src/rules/registry';

export const ERRORS_FILE = join(__dirname, '..', 'docs', 'ERRORS.md');

const GROUPS: Readonly<Record<ExplanationGroup, string>> = {
  app: 'Apps, stages and rules',
  gateway: 'Gateways',
  target: 'Targets',
  grant: 'Grants',
  policy: 'Cedar policies',
  runtimeConfig: 'Runtime Configuration',
};

interface Entry extends Explanation {
  readonly id: string;
  readonly kind: 'error' | 'warning' | 'info';
  readonly example?: string;
}

/** Rules that are also thrown at the call, in the order of docs/RULES.md. */
export function thrownRules(): string[] {
  const thrown = new Set<string>([...THROWN_RULES, ...Object.values(SCHEMA_FINDINGS)]);
  return RULES.filter(({ id, severity }) => severity === 'error' && thrown.has(id)).map(({ id }) => id);
}

export function errorsDocument(): string {
  const entries: Entry[] = [
    ...Object.entries(ERRORS).map(([id, explanation]): Entry => ({
      ...explanation, id, kind: 'error', example: thrownBy(ERROR_EXAMPLES[id as keyof typeof ERRORS]).message,
    })),
    ...Object.entries(ANNOTATIONS).map(([id, explanation]): Entry => ({
      ...explanation, id, kind: explanation.severity, example: annotatedBy(ANNOTATION_EXAMPLES[id as AnnotationId]).message,
    })),
    ...Object.entries(NOTICES).map(([id, explanation]): Entry => ({ ...explanation, id, kind: 'warning' })),
  ];
  const groups = (Object.keys(GROUPS) as ExplanationGroup[]).map((group) => ({ title: GROUPS[group], entries: entries.filter((entry) => entry.group === group) }));
  return [
    '<!-- Written by `npx projen docs:errors` from src/findings. -->',
    '# Errors and warnings',
    '',
    'All ids that the library reports, except those of [the rules](RULES.md). Ids are stable: use them to search for a problem and to acknowledge warnings.',
    '',
    '- An **error** is thrown by the call that causes it. Its message ends with the id and the construct path:',
    '  `[cdk-agentcore-gateway:<id> at <path>]`.',
    '- A **warning** or an **info** is an annotation on a construct. Acknowledge it in the same way as a finding of a rule:',
    '  `Validations.of(construct).acknowledge({ id: \'cdk-agentcore-gateway::<id>\', reason: \'…\' })`.',
    '- A finding of a rule always has the id of the rule, [even when a construct throws it](#rules-that-are-thrown-at-the-call).',
    '',
    ...groups.flatMap(({ title, entries: ofGroup }) => index(title, ofGroup)),
    ...groups.flatMap(({ title, entries: ofGroup }) => [`## ${title}`, '', ...ofGroup.flatMap(section)]),
    ...rulesThrown(),
    ...engineFindings(),
  ].join('\n').trimEnd() + '\n';
}

function index(title: string, entries: readonly Entry[]): string[] {
  return [`**${title}**`, '', '| id | | |', '|---|---|---|', ...entries.map(({ id, kind, sentence }) => `| [${id}](#${id}) | ${kind} | ${cell(sentence)} |`), ''];
}

function section({ id, kind, sentence, why, fix, source, since, example }: Entry): string[] {
  return [
    `### ${id}`,
    '',
    `**${sentence}** ${kind.charAt(0).toUpperCase()}${kind.slice(1)}, since ${since}.`,
    '',
    why,
    '',
    `Fix: ${fix}.`,
    '',
    `Source: ${linked(source)}`,
    '',
    ...example === undefined ? [] : ['```', example, '```', ''],
  ];
}

function rulesThrown(): string[] {
  return [
    '## Rules that are thrown at the call',
    '',
    'When all values are known at synthesis, constructs throw the error of a rule at the call, with the id of the rule. [RULES.md](RULES.md) explains each rule.',
    '',
    ...thrownRules().flatMap((id) => [
      `**[${id}](RULES.md#${id})**: ${RULES.find((rule) => rule.id === id)!.sentence}`,
      '',
      '```',
      thrownBy(THROWN_RULE_EXAMPLES[id]).message,
      '```',
      '',
    ]),
  ];
}

function engineFindings(): string[] {
  const table = (findings: Readonly<Record<string, string>>) => [
    '| finding | rule |', '|---|---|', ...Object.entries(findings).map(([id, rule]) => `| ${id} | [${rule}](RULES.md#${rule}) |`), '',
  ];
  return [
    '## Findings in schemas and Cedar policies',
    '',
    'The schema readers and the Cedar policy checks have their own finding ids. Each finding is reported by one rule, under the id of that rule.',
    '',
    '**Schemas**',
    '',
    ...table(SCHEMA_FINDINGS),
    '**Cedar policies**',
    '',
    ...table(POLICY_FINDINGS),
  ];
}

if (require.main === module) writeDocument('docs/ERRORS.md', ERRORS_FILE, errorsDocument());
