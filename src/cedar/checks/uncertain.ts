/**
 * Policies that are right or wrong depending on what nobody outside the service knows.
 *
 * The documentation leaves open what `enum` and `format` become, whether the group of a target is an action, what the search
 * tool is, and how the arguments of an HTTP operation are made. Where the
 * readings disagree about a policy, it is no error.
 */
import { SEARCH_TOOL_NAME } from '../../service/tool-name';
import { fieldAt, resolveAlias } from '../cedar-type';
import type { FindingDraft } from '../finding';
import { attributePaths } from '../policy-outline';
import type { ParsedPolicy } from '../policy-reading';
import { toolsToCedarSchema } from '../schema-from-tools';
import type { CedarSchema, SchemaOptions, ToolTarget } from '../schema-from-tools';
import { actionsInScope, namedActions } from './scene';
import type { Scene } from './scene';
import { explainVerdict } from './schema';
import { isInapplicable, validatePolicies } from './validate';

/** One other reading of the documentation. */
interface Reading {
  readonly options: SchemaOptions;
  /** How a message calls it, behind "if the service". */
  readonly assumption: string;
  /** False for policies that the reading makes no difference for. */
  concerns(policy: ParsedPolicy, schema: CedarSchema): boolean;
}

/** From the likely to the less likely. */
const READINGS: readonly Reading[] = [
  { options: { enums: 'string' }, assumption: 'maps `enum` to String', concerns: (policy, schema) => reads(policy, schema, ENUMS) },
  { options: { formats: 'string' }, assumption: 'maps `format` to String', concerns: (policy, schema) => reads(policy, schema, FORMATS) },
  {
    options: { enums: 'string', formats: 'string' },
    assumption: 'maps `enum` and `format` to String',
    concerns: (policy, schema) => reads(policy, schema, ENUMS) && reads(policy, schema, FORMATS),
  },
  {
    options: { groupsApply: true },
    assumption: 'lets the group of a target stand for its tools in `action ==`',
    concerns: (policy, schema) => policy.json.action.op === '==' && namedActions(policy.json)!.some((id) => schema.targets.includes(id)),
  },
  {
    options: { searchApplies: true },
    assumption: 'knows its search tool as an action',
    concerns: (policy) => namedActions(policy.json)?.includes(SEARCH_TOOL_NAME) ?? false,
  },
  {
    options: { wrapsBodies: true },
    assumption: 'makes the body of an HTTP request one argument `body`',
    concerns: (policy, schema) => readsBody(policy) && actionsInScope(policy.json, schema).tools.some(({ isOperation }) => isOperation),
  },
];

const ENUMS = ['enum'];
const FORMATS = ['datetime', 'duration', 'ipaddr', 'decimal'];

/** Turns the errors of a policy into warnings when another reading accepts it, and notes where another reading refuses it. */
export function weighReadings(policies: readonly ParsedPolicy[], found: FindingDraft[][], targets: readonly ToolTarget[], scene: Scene): void {
  const { schema } = scene;
  const settled = new Set<number>();
  for (const reading of READINGS) {
    const concerned = policies.map((policy, index) => ({ policy, index }))
      .filter(({ policy, index }) => !settled.has(index) && reading.concerns(policy, schema));
    if (concerned.length === 0) continue;
    const other = toolsToCedarSchema(targets, { ...schema.options, ...reading.options });
    if (other.text === schema.text) continue;
    validatePolicies(concerned.map(({ policy }) => policy), other).forEach((verdict, i) => {
      const { policy, index } = concerned[i];
      const accepted = verdict.errors.length === 0 && !verdict.warnings.some(isInapplicable);
      const wrongHere = found[index].some(({ id, severity }) => severity === 'error' || id === 'never-applies');
      if (wrongHere === accepted) settled.add(index);
      if (wrongHere && accepted) found[index] = found[index].map((draft) => relaxed(draft, reading));
      if (!wrongHere && !accepted) {
        const [first] = explainVerdict(policy, verdict, { ...scene, schema: other, gateways: [], placeholders: {} });
        if (first) found[index].push(noted(first, reading));
      }
    });
  }
}

function relaxed(draft: FindingDraft, { assumption }: Reading): FindingDraft {
  return { ...draft, id: 'uncertain-mapping', severity: 'warning', message: `${draft.message}, unless the service ${assumption}, which is not documented` };
}

function noted({ message, fix, span }: FindingDraft, { assumption }: Reading): FindingDraft {
  return { id: 'uncertain-mapping', severity: 'info', message: `this is wrong if the service ${assumption}, which is not documented: ${message}`, fix, span };
}

function readsBody({ tokens }: ParsedPolicy): boolean {
  return attributePaths(tokens).some(({ variable, path }) => variable === 'context' && path[0] === 'input' && path[1] === 'body');
}

/** True for a policy that reads an argument, or an element of one, of one of these kinds of type. */
function reads(policy: ParsedPolicy, schema: CedarSchema, kinds: readonly string[]): boolean {
  const { tools } = actionsInScope(policy.json, schema);
  const args = attributePaths(policy.tokens).filter(({ variable, path }) => variable === 'context' && path[0] === 'input' && path.length > 1);
  return args.some(({ path }) => tools.some(({ input }) => {
    const type = fieldAt(input, path.slice(1))?.type;
    const plain = type && resolveAlias(type);
    return plain !== undefined && kinds.includes(plain.kind === 'set' ? resolveAlias(plain.element).kind : plain.kind);
  }));
}
