/** Determines which callers can call which tools, and under which conditions. */
import { createDecider } from './decide';
import type { DeciderOptions, PolicyDecider, ToolEvaluation } from './decide';
import { proposeExamples } from './example-arguments';
import type { Example, Goal } from './example-arguments';
import { expressionText } from './expression-text';
import { conditionOf, pathOf, someWithin } from './policy-json';
import type { PolicyJson } from './policy-json';
import type { Principal } from './principals';
import { residualOf } from './residual';

export interface Caller {
  /** The name of the caller in the table. */
  readonly name: string;
  readonly principal: Principal;
}

export interface WhoCanCallOptions extends DeciderOptions {
  readonly callers: readonly Caller[];
  /**
   * The time of the calls.
   *
   * @default - any time: policies that depend on it are conditions
   */
  readonly now?: Date;
}

export interface WhoCanCall {
  /** The names of the callers, in the order of the cells. */
  readonly callers: readonly string[];
  readonly tools: readonly ToolRow[];
  /** Policies that the table does not consider. */
  readonly notEvaluated: readonly string[];
}

export interface ToolRow {
  readonly tool: string;
  readonly cells: readonly Cell[];
}

export interface Cell {
  readonly caller: string;
  /** `yes` and `no` hold for all arguments. */
  readonly answer: 'yes' | 'no' | 'if';
  /** Policies that only the service can evaluate and that could change the answer. */
  readonly notEvaluated: readonly string[];
  /** The permits and forbids that apply always or sometimes. */
  readonly because: readonly Reason[];
  /** For `if`: an allowed call. Undefined when none was found, although one may exist. */
  readonly allowed?: Example;
  /** For `if`: a denied call. Undefined when none was found, although one may exist. */
  readonly denied?: Example;
}

export interface Reason {
  readonly policy: string;
  readonly effect: 'permit' | 'forbid';
  /** The condition of the policy for this caller and tool, simplified, as Cedar text; `always` when there is none. */
  readonly condition: string;
}

/** The time of example calls. A constant, so that the table is reproducible. */
const SAMPLE_TIME = new Date('2026-01-01T00:00:00Z');

/** Evaluates all tools for all listed callers. */
export function whoCanCall(options: WhoCanCallOptions): WhoCanCall {
  const decider = createDecider(options);
  return {
    callers: options.callers.map(({ name }) => name),
    // The mode of the policy engine has no effect on the table.
    tools: options.schema.actions.map(({ id }) => ({ tool: id, cells: options.callers.map((caller) => cellOf(decider, caller, id, options.now)) })),
    notEvaluated: decider.notEvaluated,
  };
}

function cellOf(decider: PolicyDecider, { name, principal }: Caller, tool: string, now: Date | undefined): Cell {
  const evaluation = decider.evaluate(principal, tool, now);
  const because = evaluation.policies.filter(({ outcome }) => outcome.true)
    .map(({ name: policy, json }): Reason => ({ policy, effect: json.effect, condition: conditionText(json, evaluation) }));
  const cell = { caller: name, answer: evaluation.answer, because, notEvaluated: evaluation.notEvaluated };
  return evaluation.answer === 'if' ? { ...cell, ...findExamples(decider, principal, tool, evaluation, now) } : cell;
}

function conditionText(policy: PolicyJson, { evaluator }: ToolEvaluation): string {
  const condition = conditionOf(policy);
  const residual = condition ? residualOf(condition, evaluator) : true;
  if (residual === true) return 'always';
  return residual === false ? 'never' : expressionText(residual);
}

function findExamples(decider: PolicyDecider, principal: Principal, tool: string, evaluation: ToolEvaluation, now: Date | undefined): Pick<Cell, 'allowed' | 'denied'> {
  const { policies, evaluator, action } = evaluation;
  const goals = (effect: 'permit' | 'forbid', want: boolean): Goal[] => policies
    .filter(({ json, outcome }) => json.effect === effect && outcome.true)
    .flatMap(({ json }) => ({ condition: conditionOf(json) ?? { Value: true }, want }));
  const noForbid = goals('forbid', false);
  const timeMatters = now === undefined && policies.some(({ json, outcome }) => outcome.true && readsTime(json));
  const first = (alternatives: readonly (readonly Goal[])[], decision: 'allow' | 'deny'): Example | undefined => {
    for (const example of alternatives.flatMap((one) => proposeExamples(one, action.input, evaluator, principal))) {
      const time = example.now ?? now ?? SAMPLE_TIME;
      const { decision: actual, problems } = decider.decide({ principal, tool, arguments: example.arguments, now: time });
      if (actual === decision && problems.length === 0) return timeMatters ? { ...example, now: time } : { arguments: example.arguments };
    }
    return undefined;
  };
  const allowed = first(goals('permit', true).map((one) => [one, ...noForbid]), 'allow');
  const denied = first([...goals('forbid', true).map((one) => [one]), goals('permit', false), []], 'deny');
  return { ...(allowed ? { allowed } : {}), ...(denied ? { denied } : {}) };
}

function readsTime(policy: PolicyJson): boolean {
  const condition = conditionOf(policy);
  return condition !== undefined && someWithin(condition, (part) => pathOf(part)?.path[0] === 'system');
}
