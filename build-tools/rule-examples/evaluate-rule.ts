import { placeInside } from '../../src/findings/format';
import { graphOf } from '../../src/model/dependency-graph';
import type { GatewayModel } from '../../src/model/gateway-model';
import { load } from '../../src/model/load';
import type { Source, StackSource } from '../../src/model/source';
import type { Template } from '../../src/model/template';
import type { RuleFinding, Rule, Verdict } from '../../src/rules/rule';

/** A template, or a stack with its context. */
type StackOf = Template | Partial<StackSource> & Pick<StackSource, 'template'>;

/** One or several stacks, named S1, S2 … in order. */
export type Templates = StackOf | readonly StackOf[];

export interface RuleOptions {
  /** The deployed templates. */
  readonly deployed?: Templates;
  readonly readFile?: Source['readFile'];
}

/** Evaluates a rule on templates. */
export function evaluateRule(rule: Rule, templates: Templates, options: RuleOptions = {}): Verdict {
  const model = modelOf(templates, options.readFile);
  return evaluateRuleOn(rule, model, options.deployed && modelOf(options.deployed, options.readFile));
}

export function evaluateRuleOn(rule: Rule, model: GatewayModel, deployed?: GatewayModel): Verdict {
  return rule.evaluate({ model, graph: graphOf(model), ...deployed ? { deployed } : {} });
}

export function modelOf(templates: Templates, readFile?: Source['readFile']): GatewayModel {
  const stacks = [templates].flat() as StackOf[];
  return load({ stacks: stacks.map((stack, index) => ({ id: `S${index + 1}`, ...sourceOf(stack) })), ...readFile ? { readFile } : {} });
}

/** The findings of a verdict as texts: `path: place inside it: message; fix (with other, paths)`, followed by the lines of a policy. */
export function linesOf(verdict: Verdict): string[] {
  return verdict.is === 'fail' ? verdict.findings.map(lineOf) : [];
}

function lineOf(finding: RuleFinding): string {
  const { at, with: others = [], message, fix, text } = finding;
  const inside = placeInside(finding);
  return [
    `${at.path}: ${inside === undefined ? '' : `${inside}: `}${message}; ${fix}${others.length > 0 ? ` (with ${others.map(({ path }) => path).join(', ')})` : ''}`,
    ...text ? [text.frame] : [],
  ].join('\n');
}

function sourceOf(stack: StackOf): Partial<StackSource> & Pick<StackSource, 'template'> {
  return 'template' in stack ? stack : { template: stack };
}
