import type { Tool } from '../../../src/schema/tool';

/** Of the JSON of tools, on average. The tokenizers of models differ by about a quarter. */
const CHARACTERS_PER_TOKEN = 4;

/** About how much of the context of a model a list of tools takes. */
export function listTokens(tools: readonly { readonly name: string; readonly tool: Tool }[]): number {
  const listed = tools.map(({ name, tool: { description, inputSchema = { type: 'object' } } }) => ({ name, description, inputSchema }));
  return Math.ceil(JSON.stringify(listed).length / CHARACTERS_PER_TOKEN);
}
