// Writes docs/RULES.md: everything in it is said by the rules themselves, and what they find is found in their example templates.
import { existsSync } from 'fs';
import { join } from 'path';
import { cell, linked, writeDocument } from './markdown';
import { evaluateRule } from './rule-examples/evaluate-rule';
import { exampleOf, EXAMPLES_FOLDER } from './rule-examples/examples';
import { formatFinding, PLAIN } from '../src/findings/format';
import type { Located } from '../src/findings/place';
import { ruleLink } from '../src/rules/links';
import { RULES } from '../src/rules/registry';
import type { Rule, RuleGroup } from '../src/rules/rule';

export const RULES_FILE = join(__dirname, '..', 'docs', 'RULES.md');

const GROUPS: Readonly<Record<RuleGroup, string>> = {
  order: 'Order: what is created, and deleted, before what',
  grants: 'Grants: what the role of a gateway may do, and who may call it',
  auth: 'Auth: how callers and gateways are authenticated',
  names: 'Names: of targets, tools and resources',
  limits: 'Limits: of the service and of CloudFormation',
  schemas: 'Schemas: of tools and APIs',
  policies: 'Policies: what Cedar says of them',
  security: 'Security: what auditors ask for',
};

/** Examples are in the repository only: the page is also part of the package. */
const EXAMPLES_PAGE = new URL('./rules', ruleLink('')).href;

export function rulesDocument(): string {
  const groups = (Object.keys(GROUPS) as RuleGroup[]).map((group) => ({ group, rules: RULES.filter((rule) => rule.group === group) }));
  return [
    '<!-- Written by `npx projen docs:rules` from src/rules. -->',
    '# Rules',
    '',
    `${RULES.length} rules check the synthesized templates of an app, at \`cdk synth\` and in \`agentcore-gateway check\`. Each says of an app that it`,
    'passes, that it fails, that it has nothing the rule is about, or that it is unknown until deployment.',
    '',
    'An **error** stops `cdk synth` and makes `check` exit with 1; a **warning** is printed. An error that involves no construct of this library is',
    'only a warning at `cdk synth`. Acknowledge what does not apply, with a reason:',
    '',
    '```ts',
    'Validations.of(construct).acknowledge({ id: \'cdk-agentcore-gateway::<rule>\', reason: \'…\' });',
    '```',
    '',
    'or in `agentcore-gateway.json` beside `cdk.json`; without `path` it holds for the whole app:',
    '',
    '```json',
    '{ "acknowledgements": [{ "id": "<rule>", "path": "<construct path>", "reason": "…" }] }',
    '```',
    '',
    '[ERRORS.md](ERRORS.md) lists the ids of errors and warnings that are no rule\'s.',
    '',
    'The rules of the security pack only run when they are asked for: `GatewayRules.of(app).enablePack(RulePack.SECURITY)`, `--pack security`, or',
    '`"packs": ["security"]` in `agentcore-gateway.json`.',
    '',
    ...groups.flatMap(({ group, rules }) => index(GROUPS[group], rules)),
    ...groups.flatMap(({ group, rules }) => rules.length === 0 ? [] : [`## ${GROUPS[group]}`, '', ...rules.flatMap(section)]),
  ].join('\n').trimEnd() + '\n';
}

function index(title: string, rules: readonly Rule[]): string[] {
  if (rules.length === 0) return [];
  return [`**${title}**`, '', '| rule | severity | |', '|---|---|---|', ...rules.map(({ id, severity, sentence }) => `| [${id}](#${id}) | ${severity} | ${cell(sentence)} |`), ''];
}

function section(rule: Rule): string[] {
  const { id, severity, sentence, why, source, pack } = rule;
  return [
    `### ${id}`,
    '',
    `**${sentence}** ${severity === 'error' ? 'Error' : 'Warning'}${pack === undefined ? '' : `, in the ${pack} pack`}.`,
    '',
    why,
    '',
    `Source: ${linked(source)}`,
    '',
    `${exampleTitle(id)}:`,
    '',
    '```',
    example(rule),
    '```',
    '',
  ];
}

function exampleTitle(id: string): string {
  return existsSync(join(EXAMPLES_FOLDER, `${id}.template.json`)) ? `[Example](${EXAMPLES_PAGE}/${id}.template.json)` : 'Example';
}

/** The first thing that the rule finds in its example. */
function example(rule: Rule): string {
  const { templates, ...options } = exampleOf(rule.id);
  const verdict = evaluateRule(rule, templates, options);
  if (verdict.is !== 'fail') throw new Error(`the example of ${rule.id} does not fail: ${JSON.stringify(verdict)}`);
  const [finding] = verdict.findings;
  const withoutLine = ({ address, path }: Located) => ({ address, path });
  return formatFinding({
    ...finding, id: rule.id, severity: rule.severity, at: withoutLine(finding.at), ...finding.with ? { with: finding.with.map(withoutLine) } : {},
  }, { paint: PLAIN });
}

if (require.main === module) writeDocument('docs/RULES.md', RULES_FILE, rulesDocument());
