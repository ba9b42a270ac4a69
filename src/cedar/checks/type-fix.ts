/** What to write instead when the types of an expression do not fit. JSON Schema and Cedar disagree in few, well-known places. */
import { attributeAccess, stringLiteral } from '../cedar-names';
import { NAMESPACE, fieldAt, resolveAlias, typeChoice } from '../cedar-type';
import type { CedarEnum, CedarType } from '../cedar-type';
import { attributePaths } from '../policy-outline';
import type { AttributePath } from '../policy-outline';
import type { Span } from '../policy-text';
import type { CedarAction } from '../schema-from-tools';
import { isWord } from '../tokens';
import type { Token } from '../tokens';

/** The fix for an expression whose types the validator named; `undefined` to keep the validator's own. */
export function typeFix(types: readonly string[], span: Span, tokens: readonly Token[], tools: readonly CedarAction[]): string | undefined {
  const names = types.join(' ');
  const argument = argumentNear(span, tokens, tools);
  if (argument) {
    const fix = argumentFix(argument.written, argument.type, names);
    if (fix) return fix;
  }
  if (/\bdecimal\b/.test(names)) return 'decimals are written decimal("100.0") and compared with .lessThan(…), .lessThanOrEqual(…), .greaterThan(…) or ==';
  const isClaim = tokens.some((token) => isWord(token, 'getTag') && within(token, span));
  if (isClaim && names.includes('String')) return 'every token claim is a String: compare with == "…" or like "…"';
  const isPrincipal = attributePaths(tokens).some((path) => path.variable === 'principal' && path.path.length === 0 && within(path, span));
  if (isPrincipal && names.includes('String')) return 'compare principal.id with a string, or principal with AgentCore::OAuthUser::"…"';
  const quoted = tokens.find((token) => token.kind === 'string' && within(token, span) && /^"-?\d+"$/.test(token.text));
  const truth = tokens.find((token) => token.kind === 'string' && within(token, span) && /^"(true|false)"$/.test(token.text));
  if (truth && names.includes('Bool')) return `a Bool is written without quotes: ${truth.text.slice(1, -1)}`;
  if (quoted && names.includes('Long')) return `a Long is written without quotes: ${quoted.text.slice(1, -1)}`;
  return undefined;
}

function argumentFix(path: string, type: CedarType, names: string): string | undefined {
  const plain = resolveAlias(type);
  switch (plain.kind) {
    case 'decimal':
      return `JSON \`number\` is a Cedar decimal: ${path}.lessThan(decimal("100.0")), ${path} == decimal("100.0"), …; or declare the field as \`integer\``;
    case 'enum':
      return `the field has \`enum\`, which is an entity type in the schema: compare with ${enumValues(plain)}`;
    case 'union': {
      const fitting = plain.choices.findIndex((choice) => names.includes(describe(choice)));
      const choice = typeChoice(Math.max(0, fitting));
      return `the field takes one of several types, each under its own name: ${path} has ${choice} && ${path}.${choice} == …`;
    }
    case 'unknown': return 'the tool\'s schema does not say what this field holds, so policies cannot look into it; give the field a `type`';
    case 'datetime': return 'dates are written datetime("2026-01-31T00:00:00Z") and compared with <, <=, >, >= or ==';
    case 'duration': return 'durations are written duration("1h30m") and compared with <, <=, >, >= or ==';
    case 'ipaddr': return `addresses are written ip("10.0.0.1") and compared with == or ${path}.isInRange(ip("10.0.0.0/8"))`;
    case 'set': {
      const element = resolveAlias(plain.element);
      if (element.kind === 'enum' && names.includes(element.name)) return `its elements have \`enum\`, which is an entity type in the schema: ask for ${enumValues(element)}`;
      return names.includes('Set<') ? `the field is a list: ${path}.contains(…)` : undefined;
    }
    case 'tagged': return `the field is an object with open keys: ${path}.hasTag("key") && ${path}.getTag("key") == …`;
    case 'long': return names.includes('decimal') ? 'the field is an `integer`: compare with <, <=, >, >= or == and a whole number' : undefined;
    default: return undefined;
  }
}

/** The argument an expression reads, or the one it is compared with. */
function argumentNear(span: Span, tokens: readonly Token[], tools: readonly CedarAction[]): { written: string; type: CedarType } | undefined {
  const paths = attributePaths(tokens).filter(({ variable, path }) => variable === 'context' && path[0] === 'input' && path.length > 1);
  const inside = paths.find((path) => within(path, span));
  return typed(inside ?? neighbour(paths, span, tokens), tools);
}

/** The path on the other side of the operator in front of, or behind, a span; or whose method takes the span. */
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
