/**
 * Checks the policies of a gateway before they are deployed.
 *
 * The service validates a policy after it has created it, and CloudFormation does not show the result. These checks run
 * the same engine, and report the place and the fix.
 */
import { NAMESPACE } from './cedar-type';
import type { Finding } from '../findings/finding';
import { splitToolName } from '../service/tool-name';
import { checkHasTests } from './checks/has-tests';
import { ACTION_TYPE, isUnknownAction } from './checks/scene';
import type { OtherArns, PolicyGateway, Scene } from './checks/scene';
import { explainVerdict } from './checks/schema';
import { checkGatewayArn, checkPermitAll, checkPrincipalKind, checkResource, checkRoleArns, checkToolsOfGateway } from './checks/scope';
import { explainSyntax } from './checks/syntax';
import { checkDogwood, checkPlaceholders, checkStatementSize, checkTokens } from './checks/text';
import { compareInterpretations } from './checks/uncertain';
import { validatePolicies } from './checks/validate';
import { placeFindings, sortFindings } from './finding';
import type { FindingDraft, PolicySource } from './finding';
import { entityLiterals } from './policy-outline';
import { parsePolicy, readPolicy } from './policy-reading';
import type { ParsedPolicy, ReadPolicy } from './policy-reading';
import { toolsToCedarSchema } from './schema-from-tools';
import type { CedarSchema, ToolTarget } from './schema-from-tools';
import { isWord } from './tokens';

export interface PolicyCheckContext {
  /** The targets of all gateways that the policy engine is attached to. Its schema contains the tools of all of them. */
  readonly targets: readonly ToolTarget[];
  /**
   * The gateways that the policy engine is attached to.
   *
   * @default [] - checks that depend on gateways are skipped
   */
  readonly gateways?: readonly PolicyGateway[];
  /**
   * The mode in which the policy engine is attached. In ENFORCE mode without a permit, it denies every call.
   *
   * @default - unknown
   */
  readonly mode?: 'ENFORCE' | 'LOG_ONLY';
  /**
   * Values of `{{placeholders}}`.
   *
   * @default {}
   */
  readonly placeholders?: Readonly<Record<string, string>>;
  /**
   * ARNs of the app that never match in policies.
   *
   * @default - none
   */
  readonly others?: OtherArns;
}

/** A policy and its findings. */
interface CheckedPolicy {
  readonly policy: ReadPolicy;
  readonly parsed?: ParsedPolicy;
  readonly drafts: FindingDraft[];
}

const NO_OTHERS: OtherArns = { gateways: {}, roles: [] };

/** Runs all checks on all policies. Does not throw for invalid policies. Loads the engine only when there is a policy. */
export function checkPolicies(sources: readonly PolicySource[], context: PolicyCheckContext): Finding[] {
  const { targets, gateways = [], placeholders = {}, others = NO_OTHERS } = context;
  const scene: Scene = { schema: toolsToCedarSchema(targets), gateways, placeholders, others };
  const checked = sources.map((source) => checkText(readPolicy(source, scene.placeholders)));
  checkMeaning(checked, targets, scene);
  const findings = checked.flatMap(({ policy, drafts }) => [
    // Placeholder findings are positions in the source; all others are positions in the filled text.
    ...placeFindings({ ...policy.source, text: policy.shown }, checkPlaceholders(policy), (span) => span),
    ...placeFindings({ ...policy.source, text: policy.shown }, drafts, (span) => policy.filled.toSource(span)),
  ]);
  return sortFindings([...findings, ...checkTogether(checked, scene.schema, context)]);
}

/** Checks that need only the text of the policy. */
function checkText(policy: ReadPolicy): CheckedPolicy {
  const tokens = checkTokens(policy);
  const drafts = [...tokens, ...checkDogwood(policy)];
  const brokenByTokens = tokens.some(({ id }) => id === 'token-outside-string');
  const brokenByPlaceholders = policy.filled.problems.some(({ id }) => id === 'placeholder-outside-string');
  if (policy.dogwood || brokenByTokens || brokenByPlaceholders) return { policy, drafts: [...drafts, ...checkStatementSize(policy)] };
  const parsed = parsePolicy(policy);
  // The length is irrelevant when the text is not a valid policy.
  if (!('json' in parsed)) return { policy, drafts: [...drafts, ...explainSyntax(policy, parsed)] };
  return { policy, parsed, drafts: [...drafts, ...checkStatementSize(policy)] };
}

/** Checks against the schema of the tools and against the gateways. */
function checkMeaning(checked: readonly CheckedPolicy[], targets: readonly ToolTarget[], scene: Scene): void {
  const readable = checked.filter((one): one is Required<CheckedPolicy> => one.parsed !== undefined);
  if (readable.length === 0) return;
  const policies = readable.map(({ parsed }) => parsed);
  const verdicts = validatePolicies(policies, scene.schema);
  const found = policies.map((policy, index) => explainVerdict(policy, verdicts[index], scene));
  compareInterpretations(policies, found, targets, scene);
  readable.forEach(({ parsed, drafts }, index) => {
    const hasTests = checkHasTests(parsed, scene);
    drafts.push(
      ...checkResource(parsed, scene), ...checkGatewayArn(parsed, scene), ...checkToolsOfGateway(parsed, scene), ...checkPermitAll(parsed), ...checkPrincipalKind(parsed, scene),
      ...checkRoleArns(parsed, scene),
      // A test that is always false is the reason that the policy never applies.
      ...hasTests, ...found[index].filter(({ id }) => id !== 'never-applies' || hasTests.length === 0),
      ...noteUnknownTools(parsed, scene.schema),
    );
  });
}

function noteUnknownTools({ tokens }: ParsedPolicy, schema: CedarSchema): FindingDraft[] {
  const readsArguments = tokens.some((token) => isWord(token, 'context'));
  return entityLiterals(tokens).flatMap(({ type, id, start, end }): FindingDraft[] => {
    const note = type === ACTION_TYPE ? unknownTools(id, readsArguments, schema) : undefined;
    return note ? [{ id: 'tools-unknown', severity: 'info', ...note, span: { start, end } }] : [];
  });
}

function unknownTools(id: string, readsArguments: boolean, schema: CedarSchema): Pick<FindingDraft, 'message' | 'fix'> | undefined {
  if (schema.unknownArguments.includes(id)) {
    return readsArguments ? {
      message: `the arguments of \`${id}\` are unknown at synthesis, so they are not checked`,
      fix: 'compare them with the input schema of the tool in the `tools/list` response of the deployed gateway',
    } : undefined;
  }
  if (!isUnknownAction(id, schema) && !schema.unknownTargets.includes(id)) return undefined;
  const target = splitToolName(id)?.target ?? id;
  const isTools = schema.schema[NAMESPACE].actions[target].memberOf?.[0].id === 'CallTool';
  return {
    message: `the ${isTools ? 'tools' : 'methods and paths'} of target \`${target}\` are unknown at synthesis, so neither this action nor its arguments are checked`,
    fix: isTools ? 'save the `tools/list` response as the tools file of the target' : `write actions of HTTP targets like "${target}___POST:/invocations"`,
  };
}

/** Checks across all policies. */
function checkTogether(checked: readonly CheckedPolicy[], schema: CedarSchema, { mode }: PolicyCheckContext): Finding[] {
  const findings: Finding[] = schema.diagnostics.filter(({ id }) => id === 'schema-size').map(({ id, severity, message }) => ({ id, severity, message, fix: 'reduce the number of tools, or simplify their input schemas' }));
  const mayPermit = ({ policy, parsed }: CheckedPolicy) => {
    if (policy.source.enforcementMode === 'LOG_ONLY') return false;
    // A policy that cannot be parsed has its own error, and may permit something once that is fixed.
    return parsed === undefined || parsed.json.effect === 'permit';
  };
  if (mode === 'ENFORCE' && !checked.some(mayPermit)) {
    findings.push({
      id: 'no-permit',
      severity: 'error',
      message: 'the policy engine is in ENFORCE mode and has no active `permit` policy, so it denies every call',
      fix: 'add a `permit` policy, or attach the policy engine in LOG_ONLY mode',
    });
  }
  return findings;
}
