/** Parses the messages of the engine's validator. */
import type { EngineError } from '../engine';
import { TextPositions } from '../policy-text';
import type { Span } from '../policy-text';
import { stringValue, tokenize } from '../tokens';

/** A message of the validator, without the policy id. */
export interface EngineMessage {
  readonly text: string;
  readonly help?: string;
  readonly span: Span;
  /** The action that the message is about. */
  readonly action?: string;
  readonly kind: MessageKind;
}

type MessageKind =
  | { readonly is: 'unknown-action'; readonly written: string }
  | { readonly is: 'unknown-type'; readonly type: string }
  | { readonly is: 'missing-attribute'; readonly path: readonly string[]; readonly entityType?: string }
  | { readonly is: 'optional-attribute'; readonly path: readonly string[] }
  | { readonly is: 'unguarded-tag' }
  | { readonly is: 'types'; readonly types: readonly string[] }
  | { readonly is: 'enum-value'; readonly type: string; readonly value: string }
  | { readonly is: 'literal' }
  | { readonly is: 'other' };

const IN_CONTEXT = / in context for AgentCore::Action::("(?:[^"\\]|\\.)*")/;

export function readMessage(error: EngineError, positions: TextPositions): EngineMessage {
  const plain = (text: string) => friendlyTypes(text.replace(/^for policy `[^`]*`[,:] /, ''));
  const text = plain(error.message);
  const location = error.sourceLocations?.[0];
  const action = IN_CONTEXT.exec(text)?.[1];
  return {
    text,
    help: error.help ? plain(error.help) : undefined,
    span: location ? positions.fromBytes(location) : { start: 0, end: 0 },
    action: action === undefined ? undefined : unquote(action),
    kind: kindOf(text),
  };
}

function kindOf(text: string): MessageKind {
  const match = (pattern: RegExp) => pattern.exec(text)?.slice(1);
  const action = match(/^unrecognized action `(.*)`$/);
  if (action) return { is: 'unknown-action', written: action[0] };
  const type = match(/^unrecognized entity type `(.*)`$/);
  if (type) return { is: 'unknown-type', type: type[0] };
  const attribute = match(/^attribute `(.*?)`(?: on entity types? `(.*)`| in context for .*)? not found$/);
  if (attribute) return { is: 'missing-attribute', path: attributeChain(attribute[0]), entityType: attribute[1] };
  const optional = match(/^unable to guarantee safety of access to optional attribute `(.*?)`(?: |$)/);
  if (optional) return { is: 'optional-attribute', path: attributeChain(optional[0]) };
  if (text.startsWith('unable to guarantee safety of access to tag')) return { is: 'unguarded-tag' };
  const unexpected = match(/^unexpected type: expected (.*) but saw (.*)$/) ?? match(/^the types (.*) and (.*) are not compatible$/);
  if (unexpected) return { is: 'types', types: unexpected };
  const value = match(/^entity `(.*)::("(?:[^"\\]|\\.)*")` is of an enumerated entity type/);
  if (value) return { is: 'enum-value', type: value[0], value: unquote(value[1]) };
  if (text.startsWith('error during extension function argument validation')) return { is: 'literal' };
  return { is: 'other' };
}

/** Splits an attribute chain like `input.o["a b"]`. */
function attributeChain(written: string): string[] {
  return tokenize(written).filter(({ kind }) => kind === 'identifier' || kind === 'string')
    .map((token) => token.kind === 'string' ? stringValue(token) : token.text);
}

/** The value of a quoted text in a message. */
export function unquote(written: string): string {
  return stringValue(tokenize(written)[0]);
}

/** Replaces internal type names of the engine. */
function friendlyTypes(text: string): string {
  return text
    .replaceAll('__cedar::internal::AnyEntity, or __cedar::internal::OpenRecord{}', 'an entity or a record')
    .replaceAll('Set<__cedar::internal::AnyEntity>, or __cedar::internal::AnyEntity', 'an entity or a set of entities')
    .replaceAll('Set<__cedar::internal::Any>', 'a set')
    .replaceAll('__cedar::internal::AnyEntity', 'an entity')
    .replaceAll(/__cedar::internal::(?:True|False)/g, 'Bool')
    .replaceAll('__cedar::internal::', '')
    .replaceAll(',}', '}')
    .replaceAll(' ..`', ' …`');
}
