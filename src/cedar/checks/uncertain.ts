/**
 * Policies whose validity depends on undocumented behavior of the service.
 *
 * AWS does not document how the service maps `enum`, `format` and the arguments of an HTTP operation, whether `action ==`
 * matches the action group of a target, and whether the search tool is an action. A policy is an error only when it is
 * invalid in every interpretation.
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

/** An alternative interpretation of the documentation. */
interface Interpretation {
  readonly options: SchemaOptions;
  /** The assumption in messages, after "if the service". */
  readonly assumption: string;
  /** Whether the interpretation may change the result for a policy. */
  concerns(policy: ParsedPolicy, schema: CedarSchema): boolean;
}

/** The most likely first. */
const INTERPRETATIONS: readonly Interpretation[] = [
  { options: { enums: 'string' }, assumption: 'maps `enum` to String', concerns: (policy, schema) => reads(policy, schema, ENUMS) },
  { options: { formats: 'string' }, assumption: 'maps `format` to String', concerns: (policy, schema) => reads(policy, schema, FORMATS) },
  {
    options: { enums: 'string', formats: 'string' },
    assumption: 'maps `enum` and `format` to String',
    concerns: (policy, schema) => reads(policy, schema, ENUMS) && reads(policy, schema, FORMATS),
  },
  {
    options: { groupsApply: true },
    assumption: 'matches the tools of a target with its action group in `action ==`',
    concerns: (policy, schema) => policy.json.action.op === '==' && namedActions(policy.json)!.some((id) => schema.targets.includes(id)),
  },
  {
    options: { searchApplies: true },
    assumption: 'defines an action for its search tool',
    concerns: (policy) => namedActions(policy.json)?.includes(SEARCH_TOOL_NAME) ?? false,
  },
  {
    options: { wrapsBodies: true },
    assumption: 'maps the body of an HTTP request to one argument `body`',
    concerns: (policy, schema) => readsBody(policy) && actionsInScope(policy.json, schema).tools.some(({ isOperation }) => isOperation),
  },
];

const ENUMS = ['enum'];
const FORMATS = ['datetime', 'duration', 'ipaddr', 'decimal'];

/** Downgrades errors to warnings when another interpretation accepts the policy, and adds a note when another one rejects it. */
export function compareInterpretations(policies: readonly ParsedPolicy[], found: FindingDraft[][], targets: readonly ToolTarget[], scene: Scene): void {
  const { schema } = scene;
  const settled = new Set<number>();
  for (const interpretation of INTERPRETATIONS) {
    const concerned = policies.map((policy, index) => ({ policy, index }))
      .filter(({ policy, index }) => !settled.has(index) && interpretation.concerns(policy, schema));
    if (concerned.length === 0) continue;
    const other = toolsToCedarSchema(targets, { ...schema.options, ...interpretation.options });
    if (other.text === schema.text) continue;
    validatePolicies(concerned.map(({ policy }) => policy), other).forEach((verdict, i) => {
      const { policy, index } = concerned[i];
      const accepted = verdict.errors.length === 0 && !verdict.warnings.some(isInapplicable);
      const wrongHere = found[index].some(({ id, severity }) => severity === 'error' || id === 'never-applies');
      if (wrongHere === accepted) settled.add(index);
      if (wrongHere && accepted) found[index] = found[index].map((draft) => relaxed(draft, interpretation));
      if (!wrongHere && !accepted) {
        const [first] = explainVerdict(policy, verdict, { ...scene, schema: other, gateways: [], placeholders: {} });
        if (first) found[index].push(noted(first, interpretation));
      }
    });
  }
}

function relaxed(draft: FindingDraft, { assumption }: Interpretation): FindingDraft {
  return { ...draft, id: 'uncertain-mapping', severity: 'warning', message: `${draft.message}, unless the service ${assumption}, which is not documented` };
}

function noted({ message, fix, span }: FindingDraft, { assumption }: Interpretation): FindingDraft {
  return { id: 'uncertain-mapping', severity: 'info', message: `the policy is invalid if the service ${assumption}, which is not documented: ${message}`, fix, span };
}

function readsBody({ tokens }: ParsedPolicy): boolean {
  return attributePaths(tokens).some(({ variable, path }) => variable === 'context' && path[0] === 'input' && path[1] === 'body');
}

/** Whether a policy reads an argument, or an element of one, whose type is of one of these kinds. */
function reads(policy: ParsedPolicy, schema: CedarSchema, kinds: readonly string[]): boolean {
  const { tools } = actionsInScope(policy.json, schema);
  const args = attributePaths(policy.tokens).filter(({ variable, path }) => variable === 'context' && path[0] === 'input' && path.length > 1);
  return args.some(({ path }) => tools.some(({ input }) => {
    const type = fieldAt(input, path.slice(1))?.type;
    const plain = type && resolveAlias(type);
    return plain !== undefined && kinds.includes(plain.kind === 'set' ? resolveAlias(plain.element).kind : plain.kind);
  }));
}
