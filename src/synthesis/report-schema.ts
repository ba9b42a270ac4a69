import type { IConstruct } from 'constructs';
import { annotate } from './annotate';
import { GatewayError } from './gateway-error';
import type { Finding } from '../findings/finding';
import { ruleOfSchemaFinding } from '../findings/schema-findings';

/**
 * Throws all errors of a schema at once, and annotates what is unresolved until deployment.
 *
 * Warnings are left to the rules, which read the schema in the template at every synthesis.
 */
export function reportSchema(target: IConstruct, what: string, findings: readonly Finding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    const rule = ruleOfSchemaFinding(errors[0].id)!;
    throw new GatewayError(rule, target, `the service rejects ${what}`, 'correct these errors', errors.map((finding) => lineOf(finding, rule)));
  }
  const unknown = findings.filter(({ severity }) => severity === 'info');
  if (unknown.length > 0) {
    annotate(target, 'schema-unresolved', `${what} is not checked in full:\n${unknown.map(textOf).join('\n')}`, unknown[0].fix);
  }
}

/** A finding of another rule than that of the error has its rule id appended. */
function lineOf(finding: Finding, ruleOfError: string): string {
  const rule = ruleOfSchemaFinding(finding.id);
  return `${textOf(finding)}; ${finding.fix}${rule === ruleOfError ? '' : ` [${rule}]`}`;
}

function textOf({ message, document }: Finding): string {
  return `- ${document?.pointer ? `${document.pointer}: ` : ''}${message}`;
}
