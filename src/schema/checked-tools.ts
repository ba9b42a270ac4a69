import { shorten } from './json';
import type { Findings } from './schema-finding';
import type { ReadTools, Tool } from './tool';
import { isUnresolved } from './unresolved';
import { TOOL_NAME_CHARACTERS } from '../service/limits';
import { MODEL_TOOL_NAME_PATTERN } from '../service/tool-name';

/** Message and fix for a tool name that cannot be checked. */
export const UNKNOWN_TOOL_NAME = ['the name of this tool is unresolved until deployment, so neither the name nor policies that use it are checked', 'write the name as a literal'] as const;

/** A tool and the place of its name in the document. */
export interface PlacedTool {
  readonly tool: Tool;
  readonly nameAt: string;
}

/** Checks the names of all tools of a target, and that they are unique. */
export function checkedTools(tools: readonly PlacedTool[], findings: Findings): ReadTools {
  // Which of two tools with the same name a client calls is not documented.
  const first = new Map<string, PlacedTool>();
  for (const placed of tools) {
    const { tool: { name }, nameAt: at } = placed;
    if (isUnresolved(name)) {
      findings.info('tool-name-unresolved', at, ...UNKNOWN_TOOL_NAME);
    } else {
      checkToolName(name, at, findings);
    }
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, placed);
    } else {
      findings.error('tool-name-duplicate', at, `tool name \`${shorten(name)}\` is used twice in one target, at \`${other.nameAt}\` and \`${at}\``, 'rename one of them');
    }
  }
  return { tools: [...first.values()].map(({ tool }) => tool), findings: findings.list };
}

function checkToolName(name: string, at: string, findings: Findings): void {
  if (!MODEL_TOOL_NAME_PATTERN.test(name)) {
    findings.warning('tool-name-characters', at, `tool name \`${shorten(name)}\` works at the gateway but fails at the model: models accept only letters, digits, ` +
      '`_` and `-` in tool names', 'rename the tool');
  }
  if (name.length > TOOL_NAME_CHARACTERS) {
    findings.error('tool-name-too-long', at, `tool name \`${shorten(name)}\` has ${name.length} characters; the service accepts at most ${TOOL_NAME_CHARACTERS}`, 'shorten the name');
  }
}
