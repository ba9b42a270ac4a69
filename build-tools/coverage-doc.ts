// Writes docs/COVERAGE.md: how an app sets each property of AWS::BedrockAgentCore.
import { join } from 'path';
import type { Coverage, Covered } from './covered-properties/covered';
import { l1Properties } from './covered-properties/l1-properties';
import { COVERED_TYPES, OTHER_TYPES } from './covered-properties/types';
import { cell, writeDocument } from './markdown';

export const COVERAGE_FILE = join(__dirname, '..', 'docs', 'COVERAGE.md');

export function coverageDocument(): string {
  const properties = l1Properties();
  const types = Object.entries(COVERED_TYPES);
  return [
    '<!-- Written by `npx projen docs:coverage` from build-tools/covered-properties. -->',
    '# Coverage',
    '',
    'Every property that CloudFormation has for gateways, agents, policies and identity, and the member that sets it: of this library, or of',
    'aws-cdk-lib\'s `aws-bedrockagentcore`, which this library uses. *L1 only* means that no construct sets it, with the reason: use the L1',
    'construct, or an [escape hatch](https://docs.aws.amazon.com/cdk/v2/guide/cfn-layer.html).',
    '',
    '| type | properties | set by constructs | L1 only |',
    '|---|---|---|---|',
    ...types.map(([type, coverage]) => summaryRow(type, properties.get(type) ?? [], coverage)),
    '',
    ...types.flatMap(([type, coverage]) => [
      `## ${type}`,
      '',
      `| property of \`AWS::BedrockAgentCore::${type}\` | set by |`,
      '|---|---|',
      ...rows(properties.get(type) ?? [], coverage),
      '',
    ]),
    '## Other types',
    '',
    '| type | why it is not here |',
    '|---|---|',
    ...Object.entries(OTHER_TYPES).map(([type, reason]) => `| \`AWS::BedrockAgentCore::${type}\` | ${cell(reason)} |`),
  ].join('\n') + '\n';
}

/** The answer for a property, and the entry that has it: its own, or that of the nearest property above it. */
export function coveredBy(coverage: Coverage, property: string): { readonly entry: string; readonly covered: Covered } | undefined {
  const parts = property.split('.');
  const above = parts.slice(1).map((_, index) => `${parts.slice(0, parts.length - index - 1).join('.')}.*`);
  const entry = [property, ...above].find((name) => Object.hasOwn(coverage, name));
  return entry === undefined ? undefined : { entry, covered: coverage[entry] };
}

function summaryRow(type: string, properties: readonly string[], coverage: Coverage): string {
  const l1Only = properties.filter((property) => 'l1' in answer(coverage, property).covered).length;
  return `| [${type}](#${type.toLowerCase()}) | ${properties.length} | ${properties.length - l1Only} | ${l1Only} |`;
}

/** One row for each entry: properties that one entry answers are one row. */
function rows(properties: readonly string[], coverage: Coverage): string[] {
  const answers = new Map(properties.map((property) => answer(coverage, property)).map(({ entry, covered }) => [entry, covered]));
  return [...answers].map(([entry, covered]) => `| \`${entry}\` | ${cell(text(covered))} |`);
}

function answer(coverage: Coverage, property: string): NonNullable<ReturnType<typeof coveredBy>> {
  const found = coveredBy(coverage, property);
  if (!found) throw new Error(`build-tools/covered-properties has no entry for ${property}`);
  return found;
}

function text(covered: Covered): string {
  if ('by' in covered) return covered.by.map((member) => `\`${member}\``).join(', ');
  return 'set' in covered ? covered.set : `*L1 only*: ${covered.l1}`;
}

if (require.main === module) writeDocument('docs/COVERAGE.md', COVERAGE_FILE, coverageDocument());
