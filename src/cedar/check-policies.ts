/**
 * Checks the policies of a gateway before they are deployed.
 *
 * The service checks a policy after it has accepted it, and says so in a status that CloudFormation does not show.
 * The same engine gives the same answers here, with the place and what to change.
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
import { weighReadings } from './checks/uncertain';
import { validatePolicies } from './checks/validate';
import { placeFindings, sortFindings } from './finding';
import type { FindingDraft, PolicySource } from './finding';
import { entityLiterals } from './policy-outline';
import { parsePolicy, readPolicy } from './policy-reading';
import type { ParsedPolicy, ReadPolicy } from './policy-reading';
import { toolsToCedarSchema } from './schema-from-tools';
import type { CedarSchema, ToolTarget } from './schema-from-tools';

export interface PolicyCheckContext {
  /** Targets of all gateways that the policy engine is attached to: its schema is of all of them. */
  readonly targets: readonly ToolTarget[];
  /**
   * The gateways that the policy engine is attached to.
   *
   * @default [] - nothing is checked that depends on them
   */
  readonly gateways?: readonly PolicyGateway[];
  /**
   * How the policy engine is attached. Enforced without a permit, it denies every call.
   *
   * @default - not known
   */
  readonly mode?: 'ENFORCE' | 'LOG_ONLY';
  /**
   * Values of `{{placeholders}}`.
   *
   * @default {}
   */
  readonly placeholders?: Readonly<Record<string, string>>;
  /**
   * ARNs of the app that are wrong in policies.
   *
   * @default - none is known
   */
  readonly others?: OtherArns;
}

/** A policy and what was found in it. */
interface CheckedPolicy {
  readonly policy: ReadPolicy;
  readonly parsed?: ParsedPolicy;
  readonly drafts: FindingDraft[];
}

const NO_OTHERS: OtherArns = { gateways: {}, roles: [] };

/** Every check on every policy. Never throws for what is in a policy; loads the engine only when there is one. */
export function checkPolicies(sources: readonly PolicySource[], context: PolicyCheckContext): Finding[] {
  const { targets, gateways = [], placeholders = {}, others = NO_OTHERS } = context;
  const scene: Scene = { schema: toolsToCedarSchema(targets), gateways, placeholders, others };
  const checked = sources.map((source) => checkText(readPolicy(source, scene.placeholders)));
  checkMeaning(checked, targets, scene);
  const findings = checked.flatMap(({ policy, drafts }) => [
    // Placeholders are where the author wrote them; everything else is where it is once they are filled.
    ...placeFindings({ ...policy.source, text: policy.shown }, checkPlaceholders(policy), (span) => span),
    ...placeFindings({ ...policy.source, text: policy.shown }, drafts, (span) => policy.filled.toSource(span)),
  ]);
  return sortFindings([...findings, ...checkTogether(checked, scene.schema, context)]);
}

/** What the text says by itself. */
function checkText(policy: ReadPolicy): CheckedPolicy {
  const tokens = checkTokens(policy);
  const drafts = [...tokens, ...checkDogwood(policy)];
  const brokenByTokens = tokens.some(({ id }) => id === 'token-outside-string');
  const brokenByPlaceholders = policy.filled.problems.some(({ id }) => id === 'placeholder-outside-string');
  if (policy.dogwood || brokenByTokens || brokenByPlaceholders) return { policy, drafts: [...drafts, ...checkStatementSize(policy)] };
  const parsed = parsePolicy(policy);
  // What is no policy has more to it than its length.
  if (!('json' in parsed)) return { policy, drafts: [...drafts, ...explainSyntax(policy, parsed)] };
  return { policy, parsed, drafts: [...drafts, ...checkStatementSize(policy)] };
}

/** What a policy means for these tools and gateways. */
function checkMeaning(checked: readonly CheckedPolicy[], targets: readonly ToolTarget[], scene: Scene): void {
  const readable = checked.filter((one): one is Required<CheckedPolicy> => one.parsed !== undefined);
  if (readable.length === 0) return;
  const policies = readable.map(({ parsed }) => parsed);
  const verdicts = validatePolicies(policies, scene.schema);
  const found = policies.map((policy, index) => explainVerdict(policy, verdicts[index], scene));
  weighReadings(policies, found, targets, scene);
  readable.forEach(({ parsed, drafts }, index) => {
    const hasTests = checkHasTests(parsed, scene);
    drafts.push(
      ...checkResource(parsed, scene), ...checkGatewayArn(parsed, scene), ...checkToolsOfGateway(parsed, scene), ...checkPermitAll(parsed), ...checkPrincipalKind(parsed, scene),
      ...checkRoleArns(parsed, scene),
      // A test that is never true is why a policy never applies.
      ...hasTests, ...found[index].filter(({ id }) => id !== 'never-applies' || hasTests.length === 0),
      ...noteUnknownTools(parsed, scene.schema),
    );
  });
}

function noteUnknownTools({ tokens }: ParsedPolicy, schema: CedarSchema): FindingDraft[] {
  return entityLiterals(tokens)
    .filter(({ type, id }) => type === ACTION_TYPE && (isUnknownAction(id, schema) || schema.unknownTargets.includes(id)))
    .map(({ id, start, end }) => {
      const target = splitToolName(id)?.target ?? id;
      const isTools = schema.schema[NAMESPACE].actions[target].memberOf?.[0].id === 'CallTool';
      return {
        id: 'tools-unknown',
        severity: 'info',
        message: `the ${isTools ? 'tools' : 'methods and paths'} of target \`${target}\` are unknown here, so neither this name nor its arguments are checked`,
        fix: isTools ? 'check in the response of tools/list as a tools file of the target' : `actions of HTTP targets are written "${target}___POST:/invocations"`,
        span: { start, end },
      };
    });
}

/** What no policy says by itself. */
function checkTogether(checked: readonly CheckedPolicy[], schema: CedarSchema, { mode }: PolicyCheckContext): Finding[] {
  const findings: Finding[] = schema.diagnostics.filter(({ id }) => id === 'schema-size').map(({ id, severity, message }) => ({ id, severity, message, fix: 'offer fewer or simpler tools' }));
  const mayPermit = ({ policy, parsed }: CheckedPolicy) => {
    if (policy.source.enforcementMode === 'LOG_ONLY') return false;
    // A policy that cannot be read has an error of its own, and may permit something once it can.
    return parsed === undefined || parsed.json.effect === 'permit';
  };
  if (mode === 'ENFORCE' && !checked.some(mayPermit)) {
    findings.push({
      id: 'no-permit',
      severity: 'error',
      message: 'the policy engine is enforced and no policy permits anything, so every call is denied',
      fix: 'add a permit, or attach the policy engine with LOG_ONLY',
    });
  }
  return findings;
}
