import { createHash } from 'crypto';
import type { Location as SarifLocation, Log, ReportingDescriptor, Result } from 'sarif';
import type { CheckReport, ReportedFinding, ReportedPlace, RuleVerdict } from './check-report';
import { unusedSentence } from './format-text';

/** File names are relative to the folder the tool was started in. */
const ROOT = '%SRCROOT%';

/**
 * For code scanning. Acknowledged findings are in it, as suppressed.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifOf({ findings, rules, notSeen, unusedAcknowledgements }: CheckReport, version: string): Log {
  const indexes = new Map(rules.map(({ rule }, index) => [rule, index]));
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
      originalUriBaseIds: { [ROOT]: { description: { text: 'The folder the check was started in.' } } },
      results: findings.map((finding) => resultOf(finding, indexes)),
      invocations: [{
        executionSuccessful: true,
        toolExecutionNotifications: [
          ...unusedAcknowledgements.map((unused) => ({ level: 'warning' as const, message: { text: unusedSentence(unused) } })),
          ...notSeen.map(({ stack, address, message }) => ({ level: 'note' as const, message: { text: `${address ?? stack}: ${message}` } })),
        ],
      }],
    }],
  };
}

function descriptor({ rule, group, severity, sentence, source, link }: RuleVerdict): ReportingDescriptor {
  return {
    id: rule,
    shortDescription: { text: sentence },
    help: { text: `${sentence}\n\nSource: ${source}` },
    helpUri: link,
    defaultConfiguration: { level: severity },
    properties: { tags: [group] },
  };
}

function resultOf(finding: ReportedFinding, indexes: ReadonlyMap<string, number>): Result {
  const { rule, severity, message, fix, acknowledged, with: others } = finding;
  return {
    ruleId: rule,
    ...indexes.has(rule) ? { ruleIndex: indexes.get(rule)! } : {},
    level: severity,
    message: { text: `${message}\n\nFix: ${fix}` },
    locations: [locationOf(finding)],
    ...others.length > 0 ? { relatedLocations: others.map((other, id) => ({ id, ...locationOf(other), message: { text: other.path } })) } : {},
    // The same fault at the same construct is the same alert, wherever the line moves.
    partialFingerprints: { 'finding/v1': createHash('sha256').update(JSON.stringify([rule, finding.path, message, others.map(({ path }) => path)])).digest('hex') },
    ...acknowledged ? { suppressions: [{ kind: acknowledged.in === 'code' ? 'inSource' as const : 'external' as const, justification: acknowledged.reason }] } : {},
  };
}

function locationOf({ path, location }: ReportedPlace): SarifLocation {
  return {
    ...location ? { physicalLocation: { artifactLocation: artifact(location.file), region: regionOf(location.line, location.column) } } : {},
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
