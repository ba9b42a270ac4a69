import type { PoliciesOfEngine } from '../../../cedar/policies-of-model';
import type { Finding } from '../../../findings/finding';
import type { Located } from '../../../findings/place';
import { PolicyRuleId, ruleOfPolicyFinding } from '../../../findings/policy-findings';
import type { GatewayModel } from '../../../model/gateway-model';
import { placeOf } from '../../lib/places';
import { Evaluation, Rule, Verdict } from '../../rule';

interface PlacedFinding extends Finding {
  readonly at: Located;
}

interface CheckedPolicies {
  readonly findings: readonly PlacedFinding[];
  readonly policyCount: number;
  /** Why the text of a policy is unknown. */
  readonly unknown?: string;
  /** Why the tools that a policy names are unknown. */
  readonly unknownTools?: string;
}

/** The rules about the text and the scope of a policy, which need no tools. */
const OF_TEXT: readonly string[] = ['policies-syntax', 'policies-scope', 'policies-permissive', 'limits-statement-length'] satisfies ReturnType<typeof ruleOfPolicyFinding>[];

const checked = new WeakMap<GatewayModel, CheckedPolicies>();

/** The findings of the Cedar engine in all policies of an app, cached for the rules of this folder. */
function policyFindings(model: GatewayModel): CheckedPolicies {
  const known = checked.get(model);
  if (known) return known;
  const result = checkAll(model);
  checked.set(model, result);
  return result;
}

function checkAll(model: GatewayModel): CheckedPolicies {
  const { checkPolicies, policiesOfEngine, policiesOfEngineElsewhere, policiesWithoutEngine } = loadCedar();
  const findings: PlacedFinding[] = [];
  let policyCount = 0;
  let unknown: string | undefined;
  let unknownTools: string | undefined;
  const checkThose = ({ policies, sources, context, unread }: PoliciesOfEngine, engine: Located) => {
    policyCount += policies.length + unread.length;
    if (unread.length > 0) unknown ??= `the text of policy ${unread[0].path} is unresolved until deployment`;
    // The tools of a policy engine without a gateway of the app are unknown. The service still rejects invalid text and scopes.
    const isAttached = context.gateways!.length > 0;
    for (const finding of checkPolicies(sources, context)) {
      if (!isAttached && !OF_TEXT.includes(ruleOfPolicyFinding(finding.id) ?? '')) continue;
      const policy = policies.find(({ address }) => address === finding.text?.name);
      findings.push({ ...finding, at: placeOf(policy ?? engine) });
      if (finding.severity === 'info') unknownTools ??= finding.message;
    }
  };
  for (const engine of model.policyEngines) checkThose(policiesOfEngine(model, engine), engine);
  for (const gateway of model.gateways) {
    if (gateway.policyEngine && gateway.policyEngine.engine.address === undefined) checkThose(policiesOfEngineElsewhere(model, gateway), gateway);
  }
  const seen = new Set(findings.map(({ at }) => at.address));
  const unattached = model.cedarPolicies.filter(({ address, engine }) => engine?.address === undefined && !seen.has(address));
  if (unattached.length > 0) checkThose(policiesWithoutEngine(model, unattached), unattached[0]);
  return { findings, policyCount, unknown, unknownTools };
}

/** Loaded lazily, so that apps without policies do not load the Cedar engine. */
function loadCedar() {
  /* eslint-disable @typescript-eslint/no-require-imports */
  const { checkPolicies } = require('../../../cedar/check-policies') as typeof import('../../../cedar/check-policies');
  const { policiesOfEngine, policiesOfEngineElsewhere, policiesWithoutEngine } = require('../../../cedar/policies-of-model') as typeof import('../../../cedar/policies-of-model');
  /* eslint-enable @typescript-eslint/no-require-imports */
  return { checkPolicies, policiesOfEngine, policiesOfEngineElsewhere, policiesWithoutEngine };
}

/** Creates a rule that reports some of the findings in policies. A rule that needs the tools is unknown if they are. */
export function policyRule(rule: Omit<Rule, 'evaluate' | 'group'> & { readonly id: PolicyRuleId }, looksAt: 'text' | 'tools' = 'text'): Rule {
  return {
    ...rule,
    group: 'policies',
    evaluate: ({ model }): Verdict => {
      if (model.cedarPolicies.length === 0 && model.policyEngines.length === 0) return { is: 'not-applicable' };
      const { findings, policyCount, unknown, unknownTools } = policyFindings(model);
      const evaluation = new Evaluation();
      if (policyCount > 0) evaluation.pass();
      if (unknown !== undefined) evaluation.unknown(unknown);
      if (unknownTools !== undefined && looksAt === 'tools') evaluation.unknown(unknownTools);
      const reported = findings.filter(({ id, severity }) => severity !== 'info' && ruleOfPolicyFinding(id) === rule.id);
      for (const { at, message, fix, text } of reported) evaluation.fail({ at, message, fix, ...text ? { text } : {} });
      return evaluation.verdict;
    },
  };
}
