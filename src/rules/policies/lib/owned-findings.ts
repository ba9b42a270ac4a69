/** Which findings of the Cedar checks belong to which rule; every other error is about the schema. */
export const SYNTAX_FINDINGS: ReadonlySet<string> = new Set([
  'syntax', 'multiple-statements', 'token-outside-string', 'placeholder-outside-string', 'unknown-placeholder', 'unclosed-placeholder', 'ejs-placeholder',
]);
export const ACTION_FINDINGS: ReadonlySet<string> = new Set(['unknown-action']);
export const PRINCIPAL_FINDINGS: ReadonlySet<string> = new Set(['wrong-principal-kind', 'iam-role-arn']);
export const SCOPE_FINDINGS: ReadonlySet<string> = new Set(['missing-resource', 'constrained-action', 'other-gateway']);
export const PERMIT_FINDINGS: ReadonlySet<string> = new Set(['no-permit']);

const OWNED = [SYNTAX_FINDINGS, ACTION_FINDINGS, PRINCIPAL_FINDINGS, SCOPE_FINDINGS, PERMIT_FINDINGS];

export function isAboutSchema(id: string): boolean {
  return !OWNED.some((findings) => findings.has(id));
}
