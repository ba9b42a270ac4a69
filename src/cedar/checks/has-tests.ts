/**
 * `has` on a field that does not exist is always false. Cedar accepts it, but a `forbid` with such a test never applies.
 */
import { attributeAccess, stringLiteral } from '../cedar-names';
import { attributesOf, fieldAt, resolveAlias } from '../cedar-type';
import type { CedarType } from '../cedar-type';
import { didYouMean } from '../did-you-mean';
import type { FindingDraft } from '../finding';
import { hasTests } from '../policy-outline';
import type { HasTest } from '../policy-outline';
import type { ParsedPolicy } from '../policy-reading';
import type { CedarAction } from '../schema-from-tools';
import { actionsInScope } from './scene';
import type { Scene } from './scene';

export function checkHasTests(policy: ParsedPolicy, { schema, gateways }: Scene): FindingDraft[] {
  const { tools, unknown } = actionsInScope(policy.json, schema);
  const adding = gateways.flatMap(({ mayAddArguments }) => mayAddArguments ?? [])[0];
  return hasTests(policy.tokens).flatMap((test): FindingDraft[] => {
    if (test.variable === 'principal') return claimTest(test);
    if (test.variable !== 'context') return [];
    if (test.path[0] !== 'input') return contextTest(test, tools);
    if (test.path.length === 1 || unknown || tools.length === 0) return [];
    return inputTest(test, tools, adding);
  });
}

function inputTest({ path, start, end }: HasTest, tools: readonly CedarAction[], adding: string | undefined): FindingDraft[] {
  const field = path.slice(1);
  // Whether this argument exists is not documented.
  if (field[0] === 'body' && tools.some(({ isOperation }) => isOperation)) return [];
  if (tools.some(({ input }) => fieldAt(input, field))) return [];
  const last = field[field.length - 1];
  const siblings = tools.flatMap(({ input }) => {
    const parent = field.length === 1 ? input : fieldAt(input, field.slice(0, -1))?.type;
    return parent ? attributesOf(parent) ?? [] : [];
  }).map(({ name }) => name);
  const near = didYouMean(last, siblings);
  const isOpen = tools.some(({ input }) => isTagged(fieldAt(input, field.slice(0, -1))?.type));
  if (adding !== undefined && !near && !isOpen) {
    return [{
      id: 'has-field-of-interceptor',
      severity: 'warning',
      message: `no tool in scope has the input field \`${field.join('.')}\`; this test is always false unless ${adding} adds the field`,
      fix: 'add the field in the interceptor, or use an argument of a tool in scope',
      span: { start, end },
    }];
  }
  return [{
    id: 'has-unknown-field',
    severity: 'error',
    message: `no tool in scope has the input field \`${field.join('.')}\`; this test is always false`,
    fix: near ? `did you mean \`${near}\`?` : isOpen ? openKeysFix(field.slice(0, -1), last) : 'use an argument of a tool in scope',
    span: { start, end },
  }];
}

function openKeysFix(path: readonly string[], key: string): string {
  return `write context.input${path.map(attributeAccess).join('')}.hasTag(${stringLiteral(key)}), because the field is an object with additional properties`;
}

function isTagged(type: CedarType | undefined): boolean {
  return type !== undefined && resolveAlias(type).kind === 'tagged';
}

function contextTest({ path, start, end }: HasTest, tools: readonly CedarAction[]): FindingDraft[] {
  if (path[0] === 'system' && (path.length === 1 || path[1] === 'now')) return [];
  const isArgument = tools.some(({ input }) => fieldAt(input, path));
  return [{
    id: 'has-unknown-field',
    severity: 'error',
    message: `the context has no \`${path.join('.')}\`; this test is always false`,
    fix: isArgument ? `write context.input has ${path.join('.')}, because arguments are in context.input` : 'use `context.input` (the arguments) or `context.system.now` (the time)',
    span: { start, end },
  }];
}

function claimTest({ path, start, end }: HasTest): FindingDraft[] {
  if (path[0] === 'id') return [];
  return [{
    id: 'claim-as-attribute',
    severity: 'error',
    message: `principals have no attribute \`${path[0]}\`; this test is always false`,
    fix: `write principal.hasTag("${path[0]}"), because token claims are tags`,
    span: { start, end },
  }];
}
