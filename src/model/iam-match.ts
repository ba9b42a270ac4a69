import type { GatewayModel, Statement } from './gateway-model';
import { Expression, symbolTable, SymbolTable } from './symbols';
import { Certainty, isKnown, List, partsOf, Text } from './value';

/**
 * IAM's matching of actions and resources. The result is unknown for values that are unresolved until deployment.
 */

/** The parts of a model that matching needs. */
export type Known = Pick<GatewayModel, 'symbols' | 'resources'>;

/** A placeholder in an ARN for one letter or digit that the service generates. */
export const GENERATED_CHARACTER = '⟨?⟩';

/** Whether a statement covers an action on a resource, regardless of effect and condition; `forms` are the forms of the ARN. */
export function statementCovers(known: Known, statement: Statement, action: string, forms: readonly string[]): Certainty {
  const ofAction = coversAction(known, statement, action);
  return ofAction === 'no' ? 'no' : both(ofAction, coversResource(known, statement, forms));
}

/** Whether a statement covers an action on any resource. IAM action names are case-insensitive. */
export function coversAction(known: Known, { actions, notActions }: Pick<Statement, 'actions' | 'notActions'>, action: string): Certainty {
  const wanted = action.toLowerCase();
  const covered = listCovers(notActions ?? actions, (item) => patternMatches(known, isKnown(item) ? item.toLowerCase() : item, wanted));
  return notActions ? opposite(covered) : covered;
}

/** Whether a statement covers a resource with any action; `forms` are the forms of the ARN. */
export function coversResource(known: Known, { resources, notResources }: Statement, forms: readonly string[]): Certainty {
  const covered = listCovers(notResources ?? resources, (item) => sameThing(forms, (form) => patternMatches(known, item, form)));
  return notResources ? opposite(covered) : covered;
}

/** Whether a pattern with `*` and `?` matches a text. */
export function patternMatches(known: Known, pattern: string, text: string): Certainty {
  if (pattern === '*' || pattern === text) return 'yes';
  const tokenizer = tokenizerOf(known);
  const wanted = tokenizer.pattern(pattern);
  const given = tokenizer.text(text);
  let start = 0;
  while (isSame(wanted[start], given[start])) start++;
  // A shortcut, because most pairs are ARNs of different resources.
  if (neverEqual(known, wanted[start], given[start])) return 'no';
  if (walk(wanted, given, start, surely)) return 'yes';
  return walk(wanted, given, start, (want, have) => possibly(known, want, have)) ? 'unknown' : 'no';
}

function listCovers({ items, known }: List<Text>, covers: (item: string) => Certainty): Certainty {
  let answer: Certainty = known ? 'no' : 'unknown';
  for (const { text } of items) {
    const covered = covers(text);
    if (covered === 'yes') return 'yes';
    if (covered === 'unknown') answer = 'unknown';
  }
  return answer;
}

/** Matches one ARN in several forms: a certain result for one form is the result. */
function sameThing(forms: readonly string[], matches: (form: string) => Certainty): Certainty {
  for (const form of forms) {
    const answer = matches(form);
    if (answer !== 'unknown') return answer;
  }
  return forms.length > 0 ? 'unknown' : 'no';
}

function opposite(answer: Certainty): Certainty {
  return answer === 'yes' ? 'no' : answer === 'no' ? 'yes' : 'unknown';
}

function both(a: Certainty, b: Certainty): Certainty {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'yes' && b === 'yes' ? 'yes' : 'unknown';
}

type Token =
  | { readonly is: 'character'; readonly value: string }
  /** `?` of a pattern. */
  | { readonly is: 'anyCharacter' }
  /** `*` of a pattern. */
  | { readonly is: 'anyText' }
  /** One letter or digit of a text. */
  | { readonly is: 'generated' }
  /** A name, an ID, an account …: contains no colon and no slash. */
  | { readonly is: 'name'; readonly symbol: string; readonly expression: Expression }
  /** A whole ARN of a resource. */
  | { readonly is: 'arn'; readonly symbol: string; readonly expression: Expression }
  | { readonly is: 'unknown'; readonly symbol: string };

/** Splits a pattern or text into tokens. Cached, because the same texts are matched many times. */
interface Tokenizer {
  pattern(pattern: string): readonly Token[];
  text(text: string): readonly Token[];
}

const tokenizers = new WeakMap<Known['symbols'], Tokenizer>();

function tokenizerOf(known: Known): Tokenizer {
  const before = tokenizers.get(known.symbols);
  if (before) return before;
  const symbols = symbolTable(known);
  const cached = (isPattern: boolean) => {
    const cache = new Map<string, readonly Token[]>();
    return (text: string): readonly Token[] => {
      const tokens = cache.get(text) ?? tokensOf(known, symbols, text, isPattern);
      cache.set(text, tokens);
      return tokens;
    };
  };
  const tokenizer: Tokenizer = { pattern: cached(true), text: cached(false) };
  tokenizers.set(known.symbols, tokenizer);
  return tokenizer;
}

const WILDCARDS: ReadonlyMap<string, Token> = new Map([['*', { is: 'anyText' }], ['?', { is: 'anyCharacter' }]]);

function tokensOf(known: Known, symbols: SymbolTable, text: string, isPattern: boolean): Token[] {
  return partsOf(text).flatMap((part): Token[] => {
    if ('literal' in part) return [...part.literal].map((character) => (isPattern && WILDCARDS.get(character)) || { is: 'character', value: character });
    const { placeholder: symbol } = part;
    if (symbol === GENERATED_CHARACTER) return [{ is: 'generated' }];
    const expression = symbols.expression(symbol);
    return [{ is: kindOf(known, expression), symbol, expression } as Token];
  });
}

const PSEUDO_NAMES = new Set(['AWS::AccountId', 'AWS::Partition', 'AWS::Region', 'AWS::StackName']);

const IDS = new Set(['AgentRuntimeId', 'GatewayIdentifier', 'KeyId', 'PolicyEngineId', 'PolicyId', 'RestApiId', 'TargetId', 'UserPoolId']);
/** Types whose `Ref` is a name. Of many others it is an ARN. */
const NAMED_BY_REF = /^AWS::(IAM::(Group|Role|User)|Lambda::Function|S3::Bucket|DynamoDB::Table|Logs::LogGroup)$/;

function kindOf({ resources }: Known, expression: Expression | undefined): 'name' | 'arn' | 'unknown' {
  if (expression?.is === 'pseudo') return PSEUDO_NAMES.has(expression.name) ? 'name' : 'unknown';
  if (expression?.is !== 'attribute' || !Object.hasOwn(resources, expression.address)) return 'unknown';
  const { type } = resources[expression.address];
  // A custom resource or a parameter may return any ARN.
  if (!/^AWS::(?!CloudFormation::|SSM::)/.test(type)) return 'unknown';
  if (expression.attribute.endsWith('Arn')) return 'arn';
  if (expression.attribute === 'Ref') return NAMED_BY_REF.test(type) ? 'name' : 'unknown';
  return IDS.has(expression.attribute) ? 'name' : 'unknown';
}

/** The possible advances in the pattern and in the text, in tokens; an undefined token is the end. */
type Step = (want: Token | undefined, have: Token | undefined) => readonly [number, number][];

/** Whether two tokens always match. */
function isSame(want: Token | undefined, have: Token | undefined): boolean {
  if (want?.is === 'character') return have?.is === 'character' && have.value === want.value;
  return (want?.is === 'name' || want?.is === 'arn') && have?.is === want.is && have.symbol === want.symbol;
}

/** Whether two tokens never match. */
function neverEqual(known: Known, want: Token | undefined, have: Token | undefined): boolean {
  if (want?.is === 'character') return have?.is === 'character' && have.value !== want.value;
  return (want?.is === 'name' || want?.is === 'arn') && have?.is === want.is && !mayBeEqual(known, want.expression, have.expression);
}

/** Whether some sequence of steps leads to the end of both the pattern and the text. */
function walk(wanted: readonly Token[], given: readonly Token[], start: number, step: Step): boolean {
  const forked = new Set<number>();
  const open: (readonly [number, number])[] = [[start, start]];
  while (open.length > 0) {
    const [i, j] = open.pop()!;
    if (i === wanted.length && j === given.length) return true;
    const ways = step(wanted[i], given[j]);
    if (ways.length > 1) {
      const fork = i * (given.length + 1) + j;
      if (forked.has(fork)) continue;
      forked.add(fork);
    }
    for (const [di, dj] of ways) {
      if (i + di <= wanted.length && j + dj <= given.length) open.push([i + di, j + dj]);
    }
  }
  return false;
}

const NEXT: readonly [number, number][] = [[1, 1]];
const NOWHERE: readonly [number, number][] = [];

/** The steps for a match that does not depend on unresolved values. */
function surely(want: Token | undefined, have: Token | undefined): readonly [number, number][] {
  if (want?.is === 'anyText') return have ? [[1, 0], [0, 1]] : [[1, 0]];
  if (!want || !have) return NOWHERE;
  if (want.is === 'anyCharacter') return have.is === 'character' || have.is === 'generated' ? NEXT : NOWHERE;
  if (want.is === 'character') return have.is === 'character' && have.value === want.value ? NEXT : NOWHERE;
  return 'symbol' in want && 'symbol' in have && want.symbol === have.symbol ? NEXT : NOWHERE;
}

/** The steps for a match with some unresolved values. */
function possibly(known: Known, want: Token | undefined, have: Token | undefined): readonly [number, number][] {
  if (want?.is === 'anyText' || want?.is === 'unknown') return have ? [[1, 0], [0, 1]] : [[1, 0]];
  if (have?.is === 'unknown') return want ? [[0, 1], [1, 0]] : [[0, 1]];
  if (!want || !have) return NOWHERE;
  const wantSymbol = want.is === 'name' || want.is === 'arn';
  const haveSymbol = have.is === 'name' || have.is === 'arn';
  if (wantSymbol && haveSymbol && want.is === have.is) return mayBeEqual(known, want.expression, have.expression) ? NEXT : NOWHERE;
  if (wantSymbol && have.is !== 'arn') return spans(want, have) ? [[1, 1], [0, 1]] : NOWHERE;
  if (haveSymbol) return spans(have, want) ? [[1, 1], [1, 0]] : NOWHERE;
  if (want.is === 'character' && have.is === 'character') return want.value === have.value ? NEXT : NOWHERE;
  if (want.is === 'character' && have.is === 'generated') return /[0-9A-Za-z]/.test(want.value) ? NEXT : NOWHERE;
  return NEXT;
}

/** Whether a token can be part of the value of a symbol. */
function spans(symbol: Token, part: Token): boolean {
  return symbol.is === 'arn' || part.is !== 'character' || !/[:/]/.test(part.value);
}

/** Two resources of the same type never have the same ARN or ID, and two pseudo parameters never have the same value. */
function mayBeEqual({ resources }: Known, a: Expression, b: Expression): boolean {
  if (a.is === 'pseudo' && b.is === 'pseudo') return a.name === b.name;
  if (a.is !== 'attribute' || b.is !== 'attribute') return false;
  if (a.address === b.address) return true;
  // Resources of different types can have the same name.
  return a.attribute === 'Ref' && b.attribute === 'Ref' && resources[a.address].type !== resources[b.address].type;
}
