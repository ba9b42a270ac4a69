/** Fixes for type errors, mostly where the types of JSON Schema and Cedar differ. */
import { attributeAccess, stringLiteral } from '../cedar-names';
import { NAMESPACE, fieldAt, resolveAlias, typeChoice } from '../cedar-type';
import type { CedarEnum, CedarType } from '../cedar-type';
import { attributePaths } from '../policy-outline';
import type { AttributePath } from '../policy-outline';
import type { Span } from '../policy-text';
import type { CedarAction } from '../schema-from-tools';
import { isWord } from '../tokens';
import type { Token } from '../tokens';

/** The fix for a field whose schema has no type. */
export const TYPE_UNKNOWN_FIX = 'add a `type` to the field in the tool schema, so that policies can access its value';

/** The fix for an expression whose types the validator rejects; `undefined` when there is no specific one. */
export function typeFix(types: readonly string[], span: Span, tokens: readonly Token[], tools: readonly CedarAction[]): string | undefined {
  const names = types.join(' ');
  const argument = argumentNear(span, tokens, tools);
  if (argument) {
    const fix = argumentFix(argument.written, argument.type, names);
    if (fix) return fix;
  }
  if (/\bdecimal\b/.test(names)) return 'write decimal("100.0"), and compare it with .lessThan(…), .lessThanOrEqual(…), .greaterThan(…) or ==';
  const isClaim = tokens.some((token) => isWord(token, 'getTag') && within(token, span));
  if (isClaim && names.includes('String')) return 'compare with == "…" or like "…": every token claim is a String';
  const isPrincipal = attributePaths(tokens).some((path) => path.variable === 'principal' && path.path.length === 0 && within(path, span));
  if (isPrincipal && names.includes('String')) return 'compare principal.id with a string, or principal with AgentCore::OAuthUser::"…"';
  const quoted = tokens.find((token) => token.kind === 'string' && within(token, span) && /^"-?\d+"$/.test(token.text));
  const truth = tokens.find((token) => token.kind === 'string' && within(token, span) && /^"(true|false)"$/.test(token.text));
  if (truth && names.includes('Bool')) return `write a Bool without quotes: ${truth.text.slice(1, -1)}`;
  if (quoted && names.includes('Long')) return `write a Long without quotes: ${quoted.text.slice(1, -1)}`;
  return undefined;
}

function argumentFix(path: string, type: CedarType, names: string): string | undefined {
  const plain = resolveAlias(type);
  switch (plain.kind) {
    case 'decimal':
      return `write ${path}.lessThan(decimal("100.0")), ${path} == decimal("100.0"), …, because a JSON \`number\` is a Cedar decimal; or declare the field as \`integer\``;
    case 'enum':
      return `compare with ${enumValues(plain)}: a field with \`enum\` is an entity`;
    case 'union': {
      const fitting = plain.choices.findIndex((choice) => names.includes(describe(choice)));
      const choice = typeChoice(Math.max(0, fitting));
      return `write ${path} has ${choice} && ${path}.${choice} == …, because the field accepts several types`;
    }
    case 'unknown': return TYPE_UNKNOWN_FIX;
    case 'datetime': return 'write datetime("2026-01-31T00:00:00Z"), and compare it with <, <=, >, >= or ==';
    case 'duration': return 'write duration("1h30m"), and compare it with <, <=, >, >= or ==';
    case 'ipaddr': return `write ip("10.0.0.1"), and compare it with == or ${path}.isInRange(ip("10.0.0.0/8"))`;
    case 'set': {
      const element = resolveAlias(plain.element);
      if (element.kind === 'enum' && names.includes(element.name)) return `compare with ${enumValues(element)}: elements with \`enum\` are entities`;
      return names.includes('Set<') ? `write ${path}.contains(…), because the field is a set` : undefined;
    }
    case 'tagged': return `write ${path}.hasTag("key") && ${path}.getTag("key") == …, because the field is an object with additional properties`;
    case 'long': return names.includes('decimal') ? 'compare with a whole number and <, <=, >, >= or ==: the field is an `integer`' : undefined;
    default: return undefined;
  }
}

/** The argument that an expression reads, or that it is compared with. */
function argumentNear(span: Span, tokens: readonly Token[], tools: readonly CedarAction[]): { written: string; type: CedarType } | undefined {
  const paths = attributePaths(tokens).filter(({ variable, path }) => variable === 'context' && path[0] === 'input' && path.length > 1);
  const inside = paths.find((path) => within(path, span));
  return typed(inside ?? neighbour(paths, span, tokens), tools);
}

/** The path on the other side of the operator before or after a span, or whose method has the span as an argument. */
function neighbour(paths: readonly AttributePath[], span: Span, tokens: readonly Token[]): AttributePath | undefined {
  const first = tokens.findIndex(({ start }) => start >= span.start);
  const behind = tokens.findIndex(({ start }) => start >= span.end);
  return paths.find(({ next }) => next === first - 1) ??
    paths.find(({ start }) => tokens[behind + 1]?.start === start) ??
    paths.find(({ next }) => isWord(tokens[next], '.') && isWord(tokens[next + 2], '(') && next + 3 === first);
}

function typed(path: AttributePath | undefined, tools: readonly CedarAction[]): { written: string; type: CedarType } | undefined {
  if (!path) return undefined;
  for (const { input } of tools) {
    const field = fieldAt(input, path.path.slice(1));
    if (field) return { written: `context${path.path.map(attributeAccess).join('')}`, type: field.type };
  }
  return undefined;
}

function enumValues(type: CedarEnum): string {
  const shown = type.values.slice(0, 5).map((value) => `${NAMESPACE}::${type.name}::${stringLiteral(value)}`);
  return type.values.length > 5 ? `${shown.join(', ')}, …` : shown.join(', ');
}

function describe(type: CedarType): string {
  const plain = resolveAlias(type);
  return ({ string: 'String', long: 'Long', bool: 'Bool', set: 'Set<' } as Record<string, string>)[plain.kind] ?? ('name' in plain ? plain.name : plain.kind);
}

function within(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
