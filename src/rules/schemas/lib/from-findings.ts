import type { Finding } from '../../../findings/finding';
import { ruleOfSchemaFinding, SchemaRuleId } from '../../../findings/schema-findings';
import type { GatewayModel, Target, ToolList } from '../../../model/gateway-model';
import { PRIVATE_SERVER } from '../../../schema/openapi-servers';
import { evaluateEach, placeOf } from '../../lib/places';
import type { Evaluation, RuleFinding, Verdict } from '../../rule';

/**
 * Evaluates a rule based on the findings in the schemas of targets.
 *
 * @param kinds the kinds of target that the rule applies to; all kinds by default
 */
export function evaluateFindings(model: GatewayModel, rule: SchemaRuleId, kinds?: readonly Target['kind'][]): Verdict {
  return evaluateEach(model.targets, (evaluation, target) => {
    const { tools } = target;
    if (kinds && !kinds.includes(target.kind)) return;
    if (tools.is === 'none' || tools.is === 'through') return;
    const isPrivate = target.privateEndpoint !== undefined;
    const found = tools.findings.filter(({ id }) => ruleOfSchemaFinding(id) === rule && !(isPrivate && id === PRIVATE_SERVER));
    for (const finding of found) evaluation.fail(placedAt(target, tools, finding));
    if (found.length === 0) evaluateRest(evaluation, target, tools);
  });
}

function evaluateRest(evaluation: Evaluation, target: Target, tools: Extract<ToolList, { findings: unknown }>): void {
  if (tools.is === 'known' && tools.complete) return evaluation.pass();
  // `schemas-document` reports a document that cannot be read.
  const reason = tools.is === 'unknown' ? tools.reason : 'some of its tools are unresolved until deployment';
  evaluation.unknown(`${target.path}: ${reason}`);
}

function placedAt(target: Target, tools: ToolList, { message, fix, document }: Finding): RuleFinding {
  // The asset copy of a schema is not a source file, so a finding does not name it.
  const file = tools.is === 'known' && tools.from.kind === 'metadata' ? tools.from.file : undefined;
  return { at: placeOf(target), message, fix, ...document ? { document: { ...document, ...file === undefined ? {} : { file } } } : {} };
}
