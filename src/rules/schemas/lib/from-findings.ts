import type { GatewayModel, Target, ToolList } from '../../../model/gateway-model';
import type { SchemaFinding } from '../../../schema/schema-finding';
import { evaluateEach, placeOf } from '../../lib/places';
import type { Finding, Evaluation, Verdict } from '../../rule';

/** Which findings of the readers of schemas a rule is about. */
export interface Findings {
  readonly severity: SchemaFinding['severity'];
  /** Ids, or their beginning with a star at the end. */
  readonly ids: readonly string[];
  /** Leaves ids out that the rule of another concern has. */
  readonly except?: readonly string[];
  /** The kinds of target that can have such findings. */
  readonly kinds?: readonly Target['kind'][];
}

/** Judges the targets by what was found while their schemas were read. */
export function evaluateFindings(model: GatewayModel, of: Findings): Verdict {
  return evaluateEach(model.targets, (evaluation, target) => {
    const { tools } = target;
    if (of.kinds && !of.kinds.includes(target.kind)) return;
    if (tools.is === 'none' || tools.is === 'through') return;
    const found = tools.findings.filter((finding) => isAbout(of, finding));
    for (const finding of found) evaluation.fail(findingOf(target, tools, finding));
    if (found.length === 0) evaluateRest(evaluation, target, tools);
  });
}

function evaluateRest(evaluation: Evaluation, target: Target, tools: Extract<ToolList, { findings: unknown }>): void {
  if (tools.is === 'known' && tools.complete) return evaluation.pass();
  // A document that cannot be read is another rule's finding, and then nothing else of it is known.
  const reason = tools.is === 'unknown' ? tools.reason : 'some of its tools are known only at deployment';
  evaluation.unknown(`${target.path}: ${reason}`);
}

/** Whether a rule has a finding of the readers. */
export function isAbout({ severity, ids, except = [] }: Findings, finding: Pick<SchemaFinding, 'id' | 'severity'>): boolean {
  const matches = (patterns: readonly string[]) => patterns.some((pattern) => pattern.endsWith('*') ? finding.id.startsWith(pattern.slice(0, -1)) : finding.id === pattern);
  return finding.severity === severity && matches(ids) && !matches(except);
}

function findingOf(target: Target, tools: ToolList, { at, message }: SchemaFinding): Finding {
  const file = tools.is === 'known' && tools.from.kind === 'metadata' ? tools.from.file : undefined;
  const where = [...file === undefined ? [] : [`in \`${file}\``], ...at === '' ? [] : [`at \`${at}\` of its schema`]].join(' ');
  const [fault, fix] = halves(message);
  return { at: placeOf(target), message: where === '' ? fault : `${where}: ${fault}`, fix: fix ?? 'correct the schema' };
}

/** The readers say what is wrong and what to do about it in one sentence, with a semicolon between. */
function halves(message: string): [string, string?] {
  let inCode = false;
  for (let at = 0; at < message.length; at++) {
    if (message[at] === '`') inCode = !inCode;
    if (!inCode && message.startsWith('; ', at)) return [message.slice(0, at), message.slice(at + 2)];
  }
  return [message];
}
