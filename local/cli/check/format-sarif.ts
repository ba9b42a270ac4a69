import { createHash } from 'crypto';
import type { Location as SarifLocation, Log, ReportingDescriptor, Result } from 'sarif';
import type { CheckReport, ReportedFinding, RuleVerdict } from './check-report';
import { unusedSentence } from './format-text';
import { placeInside } from '../../../src/findings/format';
import type { Located, TextPlace } from '../../../src/findings/place';

/** File names are relative to the current folder. */
const ROOT = '%SRCROOT%';

/**
 * The report for code scanning. Acknowledged findings are included as suppressed results.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifOf({ findings, rules, inputWarnings, notSeen, unusedAcknowledgements }: CheckReport, version: string): Log {
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: {
        driver: {
          name: 'agentcore-gateway',
          version,
          informationUri: 'https://github.com/cdk-agentcore-gateway/cdk-agentcore-gateway',
          rules: rules.map(descriptor),
        },
      },
      columnKind: 'utf16CodeUnits',
      originalUriBaseIds: { [ROOT]: { description: { text: 'The current folder of the check.' } } },
      results: findings.map((finding) => resultOf(finding, indexes)),
      invocations: [{
        executionSuccessful: true,
        toolExecutionNotifications: [
          ...inputWarnings.map((text) => ({ level: 'warning' as const, message: { text } })),
          ...unusedAcknowledgements.map((unused) => ({ level: 'warning' as const, message: { text: unusedSentence(unused) } })),
          ...notSeen.map(({ stack, address, message }) => ({ level: 'note' as const, message: { text: `${address ?? stack}: ${message}` } })),
        ],
      }],
    }],
  };
}

function descriptor({ id, group, severity, sentence, source, link }: RuleVerdict): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: sentence },
    help: { text: `${sentence}\n\nSource: ${source}` },
    helpUri: link,
    defaultConfiguration: { level: severity },
    properties: { tags: [group] },
  };
}

function resultOf(finding: ReportedFinding, indexes: ReadonlyMap<string, number>): Result {
  const { id, severity, message, fix, acknowledged, at, document, text, with: others = [] } = finding;
  const inside = placeInside(finding);
  const related = [...text?.file === undefined ? [] : [at], ...others];
  return {
    ruleId: id,
    ...indexes.has(id) ? { ruleIndex: indexes.get(id)! } : {},
    level: LEVELS[severity],
    message: { text: `${message}${inside === undefined ? '' : ` (in ${inside})`}\n\nFix: ${fix}` },
    locations: [locationOf(at, text)],
    ...related.length > 0 ? { relatedLocations: related.map((other, index) => ({ id: index, ...locationOf(other), message: { text: other.path } })) } : {},
    // Without line numbers: the same finding at the same construct stays the same alert when lines move.
    partialFingerprints: { 'finding/v1': createHash('sha256').update(JSON.stringify([id, at.path, document?.pointer, message, others.map(({ path }) => path)])).digest('hex') },
    ...acknowledged ? { suppressions: [{ kind: acknowledged.in === 'code' ? 'inSource' as const : 'external' as const, justification: acknowledged.reason }] } : {},
  };
}

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** The file of the policy for a finding in one, otherwise the line of the program that creates the construct. */
function locationOf({ path, source }: Located, text?: TextPlace): SarifLocation {
  const physical = text?.file === undefined
    ? source && { file: source.file, region: regionOf(source.line, source.column) }
    : { file: text.file, region: { ...regionOf(text.line, text.column), endLine: text.endLine, endColumn: text.endColumn } };
  return {
    ...physical ? { physicalLocation: { artifactLocation: artifact(physical.file), region: physical.region } } : {},
    logicalLocations: [{ fullyQualifiedName: path, kind: 'resource' }],
  };
}

function artifact(file: string) {
  const isAbsolute = file.startsWith('/') || /^[A-Za-z]:\//.test(file);
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return isAbsolute ? { uri: `file://${uri.startsWith('/') ? '' : '/'}${uri}` } : { uri, uriBaseId: ROOT };
}

function regionOf(startLine: number, startColumn: number | undefined) {
  return { startLine, ...startColumn === undefined ? {} : { startColumn } };
}
