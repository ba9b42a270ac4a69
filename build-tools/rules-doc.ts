// Writes docs/RULES.md from the rules and the findings in their example templates.
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
  order: 'Order: creation and deletion of resources',
  grants: 'Grants: permissions of gateway roles and of callers',
  auth: 'Auth: inbound and outbound authorization',
  names: 'Names: targets, tools and resources',
  properties: 'Properties: what the service accepts together',
  limits: 'Limits: quotas of AgentCore, IAM and CloudFormation',
  schemas: 'Schemas: tools and APIs',
  policies: 'Policies: Cedar policies',
  security: 'Security: controls of AWS Config, Security Hub and Prowler',
};

/** An absolute URL, because the package contains the page but not the examples. */
const EXAMPLES_PAGE = new URL('./rules', ruleLink('')).href;

export function rulesDocument(): string {
  const groups = (Object.keys(GROUPS) as RuleGroup[]).map((group) => ({ group, rules: RULES.filter((rule) => rule.group === group) }));
  return [
    '<!-- Written by `npx projen docs:rules` from src/rules. -->',
    '# Rules',
    '',
    `${RULES.length} rules check the synthesized templates of an app, at \`cdk synth\` and in \`agentcore-gateway check\`. The verdict of a rule is pass, fail,`,
    'not applicable, or unknown until deployment.',
    '',
    'An **error** stops `cdk synth` and makes `check` exit with 1; a **warning** is printed. An error that involves no construct of this library is',
    'only a warning at `cdk synth`. To acknowledge a finding, give a reason:',
    '',
    '```ts',
    'Validations.of(construct).acknowledge({ id: \'cdk-agentcore-gateway::<rule>\', reason: \'…\' });',
    '```',
    '',
    'or use `agentcore-gateway.json` next to `cdk.json`. Without `path`, the acknowledgement applies to the whole app:',
    '',
    '```json',
    '{ "acknowledgements": [{ "id": "<rule>", "path": "<construct path>", "reason": "…" }] }',
    '```',
    '',
    '[ERRORS.md](ERRORS.md) lists the ids of the other errors and warnings.',
    '',
    'The rules of the security pack run only if you enable the pack with `GatewayRules.of(app).enablePack(RulePack.SECURITY)`, `--pack security`, or',
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

/** The first finding of the rule in its example. */
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
