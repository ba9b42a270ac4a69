/**
 * Cedar policies of gateways: the schema of the tools, checks before deployment, and local evaluation.
 *
 * Inputs and results are plain data. The engine is loaded with the first policy, not at import.
 */
export { checkPolicies } from './check-policies';
export type { PolicyCheckContext } from './check-policies';
export type { PolicyGateway } from './checks/scene';
export { createDecider, decide } from './decide';
export type { DeciderOptions, EvaluatedPolicy, PolicyDecider, PolicyDecision, ToolCall, ToolEvaluation } from './decide';
export { encodeInput } from './encode-input';
export type { EncodedInput, EncodeResult, InputProblem } from './encode-input';
export type { Example } from './example-arguments';
export { formatFinding } from './finding';
export type { PolicySource } from './finding';
export { fillPlaceholders } from './placeholders';
export type { FilledText, PlaceholderProblem } from './placeholders';
export { iamPrincipal, oauthPrincipal, roleArnToPrincipalId, unauthenticatedPrincipal } from './principals';
export type { Principal } from './principals';
export { toolsToCedarSchema } from './schema-from-tools';
export type { CedarAction, CedarSchema, SchemaDiagnostic, SchemaOptions, ToolTarget } from './schema-from-tools';
export { whoCanCall } from './who-can-call';
export type { Caller, Cell, Reason, ToolRow, WhoCanCall, WhoCanCallOptions } from './who-can-call';
