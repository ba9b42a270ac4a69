import type { Tool } from '../../../src/schema/tool';

/** English text and JSON have about four characters for each token, in the tokenizers of today's models. */
const CHARACTERS_PER_TOKEN = 4;

/** About how many tokens a model reads for these tools: names, descriptions and the schemas of arguments. Clients rarely pass output schemas on. */
export function tokensOf(tools: readonly Tool[]): number {
  const characters = tools.map(({ name, description, inputSchema }) => JSON.stringify({ name, description, inputSchema }).length);
  return Math.ceil(characters.reduce((sum, length) => sum + length, 0) / CHARACTERS_PER_TOKEN);
}
