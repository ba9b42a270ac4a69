import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ERROR_PREFIX, GatewayError } from './gateway-error';
import type { Finding } from '../findings/finding';

/** Throws all errors of a schema at once; annotates the construct with its warnings. */
export function reportSchema(target: IConstruct, what: string, findings: readonly Finding[]): void {
  const errors = findings.filter((finding) => finding.severity === 'error');
  if (errors.length > 0) {
    throw new GatewayError(errors[0].id, target, `${what} is not accepted by the service:\n${errors.map(describe).join('\n')}\n`);
  }
  const warnings = new Map<string, Finding[]>();
  for (const finding of findings) warnings.set(finding.id, [...warnings.get(finding.id) ?? [], finding]);
  for (const [id, group] of warnings) {
    Annotations.of(target).addWarningV2(`${ERROR_PREFIX}:${id}`, `${what}:\n${group.map(describe).join('\n')}`);
  }
}

function describe(finding: Finding): string {
  const pointer = finding.document?.pointer ?? '';
  return `- ${pointer === '' ? '' : `${pointer}: `}${finding.message}; ${finding.fix}`;
}
