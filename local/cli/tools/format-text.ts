import type { GatewayTools, ListedTool, TargetPath, ToolsReport } from './tools-report';
import { counted, lineText, Paint } from '../../../src/findings/format';
import { MANY_TOOLS } from '../../../src/service/limits';
import { MODEL_TOOL_NAME_MAX_LENGTH } from '../../../src/service/tool-name';
import type { AccessCell, AccessDecision, GatewayAccess } from '../../access/gateway-access';

/** Descriptions are written for models and often long; here they only help to recognize a tool. */
const DESCRIPTION_WIDTH = 60;

export function formatToolsText({ gateways }: ToolsReport, paint: Paint): string {
  if (gateways.length === 0) return 'There are no gateways.\n';
  return gateways.map((gateway) => section(gateway, paint)).join('\n');
}

function section(gateway: GatewayTools, paint: Paint): string {
  const { path, key, inboundAuth, tools, tokens, search, denied, paths, unknown, cycles, complete, access } = gateway;
  const heading = `${paint.strong(path)}${key === undefined ? '' : `  key ${key}`}  ${paint.faint(inboundAuth)}`;
  const deniers = [...new Set(denied.map(({ by }) => by))];
  const notes = [
    ...search === 'off' && tools.length > MANY_TOOLS ? [`! ${tools.length} tools without semantic search: agents have all of them in their context, and choose worse`] : [],
    ...deniers.map((by) => `! ${by} denies ${counted(denied.filter((tool) => tool.by === by).length, 'tool')} to the gateway in front of it: ${denied.filter((tool) => tool.by === by).map(({ name }) => name).join(', ')}`),
    ...unknown.map(({ hops, reason }) => `? ${hops.map(({ target }) => target).join(' → ') || path}: ${reason}`),
    ...cycles.map((hops) => `! ${hops.join(' → ')} is a circular path; its tools cannot be listed completely`),
    ...complete ? [] : ['! the list is truncated: there are too many paths through these gateways'],
  ];
  return [
    heading,
    ...tools.length > 0 ? table([['tool', 'length', 'hops', 'kind', 'description'], ...tools.map((tool) => toolRow(tool, paint))], paint) : [],
    ...tools.length > 0 ? [`  ${paint.faint(`about ${tokens} tokens in the context of a model`)}`] : [],
    ...paths.length > 0 ? table(pathRows(paths), paint) : [],
    ...tools.length + paths.length === 0 ? ['  no tools'] : [],
    ...notes.map((note) => `  ${paint.warning(note)}`),
    ...access ? ['', ...accessLines(access, paint)] : [],
  ].join('\n') + '\n';
}

/** Only inference targets have models. */
function pathRows(paths: readonly TargetPath[]): string[][] {
  const haveModels = paths.some(({ models }) => models);
  const row = (path: string, kind: string, models: string, goesTo: string) => [path, kind, ...haveModels ? [models] : [], goesTo];
  return [row('path', 'kind', 'models', 'goes to'), ...paths.map(({ goesTo = '', kind, models = [], path }) => row(path, kind, models.join(', '), goesTo))];
}

function toolRow({ name, nameKnown, length, tooLong, hops, kind, description }: ListedTool, paint: Paint): string[] {
  const measured = tooLong ? paint.error(`${length} > ${MODEL_TOOL_NAME_MAX_LENGTH}`) : nameKnown ? String(length) : '?';
  return [name, measured, String(hops.length), kind, description === undefined ? paint.faint(kind === 'connector' ? 'from the service' : 'none') : shown(description)];
}

function shown(description: string): string {
  const [line] = description.trim().split('\n');
  return line.length <= DESCRIPTION_WIDTH ? line : `${line.slice(0, DESCRIPTION_WIDTH - 1)}…`;
}

function accessLines(access: GatewayAccess, paint: Paint): string[] {
  const { policyEngine, callers, tools, notEvaluated, broken } = access;
  const engine = policyEngine
    ? `by ${counted(policyEngine.policies, 'policy', 'policies')} of ${policyEngine.name}${policyEngine.mode === 'LOG_ONLY' ? ', in LOG_ONLY mode: no call is denied' : ''}`
    : 'without a policy engine of its own: every caller that may invoke the gateway may call what the gateways behind it permit to its role';
  const conditions: string[] = [];
  const cell = (tool: string, answer: AccessCell): string => {
    const text = answer.answer === 'no' ? paint.faint('no') : answer.answer === 'yes' ? paint.good('yes') : answer.answer;
    const explained = answer.decisions.filter((decision) => decision.answer === 'if');
    // The conditions are irrelevant if the call is always denied.
    if (explained.length === 0 || answer.answer === 'no') return text;
    const number = conditions.push(condition(tool, answer, explained, paint));
    return `${paint.warning(text)} ${number}`;
  };
  const rows = tools.map(({ tool, cells }) => [tool, ...cells.map((answer) => cell(tool, answer))]);
  return [
    `  ${paint.strong('who can call what')} ${paint.faint(engine)}`,
    ...callers.length > 0 ? table([['tool', ...callers.map(({ name }) => name)], ...rows], paint) : ['  no callers are known; pass one with --as'],
    ...callers.filter(({ mayInvoke }) => mayInvoke === 'no').map(({ name }) => `  ${paint.warning(`! the inbound authorization of the gateway does not admit ${name}`)}`),
    ...broken.flatMap(({ at, fix, message, place }) => [`  ${paint.error(`! policy ${place} does not parse: ${message}`)}`, `    fix: ${fix} ${paint.faint(`(${at.path}${at.source ? `, ${lineText(at.source)}` : ''})`)}`]),
    ...notEvaluated.map((policy) => `  ${paint.warning(`? policy ${policy} cannot be evaluated locally`)}`),
    ...conditions.flatMap((text, index) => [`  ${paint.strong(String(index + 1))} ${text}`]),
  ];
}

function condition(tool: string, { caller, allowed, denied }: AccessCell, decisions: readonly AccessDecision[], paint: Paint): string {
  const lines = decisions.flatMap(({ gateway, because }) => [
    ...decisions.length > 1 ? [`at ${gateway}`] : [],
    ...because.map(({ effect, policy, condition: text }) => `${effect} ${paint.faint(policy)} ${text === 'always' ? 'always' : `if ${text}`}`),
  ]);
  if (allowed) lines.push(`${paint.good('allowed')} ${example(allowed)}`);
  if (denied) lines.push(`${paint.error('denied')}  ${example(denied)}`);
  return [`${tool} ${paint.faint('by')} ${caller}`, ...lines.map((line) => `    ${line}`)].join('\n');
}

function example({ arguments: args, now }: { readonly arguments: Readonly<Record<string, unknown>>; readonly now?: Date | string }): string {
  return `${JSON.stringify(args)}${now === undefined ? '' : ` at ${new Date(now).toISOString()}`}`;
}

/** Aligns columns; color codes have no width. */
function table([head, ...rows]: readonly (readonly string[])[], paint: Paint): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => visible(row[column]))));
  const line = (row: readonly string[], style: (text: string) => string) => {
    return `  ${row.map((text, column) => style(text) + ' '.repeat(column === row.length - 1 ? 0 : widths[column] - visible(text))).join('  ')}`.trimEnd();
  };
  return [line(head, paint.faint), ...rows.map((row) => line(row, (text) => text))];
}

/** The columns of a terminal: ideographs and emoji take two, combining characters none. */
function visible(text: string): number {
  // eslint-disable-next-line no-control-regex
  const characters = text.replaceAll(/\u001b\[[0-9;]*m/g, '').replaceAll(/[\p{Mark}\u200b-\u200f\ufe0f]/gu, '');
  return [...characters].reduce((width, character) => width + (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/u.test(character) ? 2 : 1), 0);
}
