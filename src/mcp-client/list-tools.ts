import { protocolError } from './failure';
import { isObject, JsonObject } from '../json';
import { Session } from './session';
import { STATELESS_MCP_VERSION } from '../service/mcp-versions';

/** A tool as the server returns it. */
export type ListedTool = JsonObject & { readonly name: string };

const METHOD = 'tools/list';

/** Stops the listing when a server returns new cursors endlessly. */
const MAX_PAGES = 1_000;

/**
 * Lists all tools of a server, page by page.
 *
 * @throws McpError when a page is not a list of named tools, or when the list does not end
 */
export async function listTools(session: Session): Promise<ListedTool[]> {
  const tools: ListedTool[] = [];
  const seen = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await session.request(METHOD, cursor === undefined ? undefined : { cursor });
    for (const tool of toolsIn(page)) tools.push(tool);
    cursor = nextCursor(page, session.version);
    if (cursor !== undefined && seen.has(cursor)) throw protocolError(METHOD, `the cursor ${JSON.stringify(cursor)} repeats, so the list never ends`);
    if (seen.size >= MAX_PAGES) throw protocolError(METHOD, `the list has more than ${MAX_PAGES} pages`);
    seen.add(cursor ?? '');
  } while (cursor !== undefined);
  return tools;
}

function toolsIn({ tools }: JsonObject): readonly ListedTool[] {
  if (!Array.isArray(tools)) throw protocolError(METHOD, 'the result has no list of tools');
  for (const tool of tools) {
    if (!isObject(tool) || typeof tool.name !== 'string') throw protocolError(METHOD, `a tool has no name: ${JSON.stringify(tool)}`);
  }
  return tools;
}

function nextCursor({ nextCursor: cursor }: JsonObject, version: string): string | undefined {
  if (cursor === undefined || cursor === null) return undefined;
  // Before 2026-07-28, servers ended lists with an empty cursor. Since then, an empty cursor is valid.
  if (cursor === '' && version !== STATELESS_MCP_VERSION) return undefined;
  if (typeof cursor !== 'string') throw protocolError(METHOD, `nextCursor is not a string: ${JSON.stringify(cursor)}`);
  return cursor;
}
