import type { ListKind } from '../../targets/target';
import type { CatalogueItem } from '../catalogue';
import type { RequestContext } from '../context';
import { contextFor } from './onward';
import { shownTools } from './shown-tools';
import { SEARCH_TOOL } from '../../../src/model/tools-through';
import { invalidParams } from '../mcp/errors';

/** Tools on a page of the service, its search tool among them. */
const PAGE = 30;
const SEARCH_BYTES = Buffer.from(JSON.stringify(SEARCH_TOOL));
const COMMA = Buffer.from(',');

const KINDS: Readonly<Record<string, ListKind>> = {
  'tools/list': 'tools', 'prompts/list': 'prompts', 'resources/list': 'resources', 'resources/templates/list': 'resourceTemplates',
};

export function isList(method: string): boolean {
  return Object.hasOwn(KINDS, method);
}

/** The result of a list method, as JSON. */
export async function list(context: RequestContext): Promise<Buffer> {
  const { gateway: { snapshot, catalogue }, request: { method, params }, version } = context;
  const kind = KINDS[method];
  const items = kind === 'tools' ? await shownTools(context) : await catalogue.items(kind, contextFor(context));
  const all = kind === 'tools' && snapshot.search ? [SEARCH_BYTES, ...bytesOf(items)] : bytesOf(items);
  const start = positionOf(params.cursor, all.length);
  const size = kind === 'tools' && snapshot.pages ? PAGE : all.length;
  const page = all.slice(start, start + size);
  const next = start + size < all.length ? `,"nextCursor":${JSON.stringify(cursorAt(start + size))}` : '';
  // What a principal sees is nobody else's to keep.
  const caching = version.stateless ? ',"resultType":"complete","ttlMs":1000,"cacheScope":"private"' : '';
  return Buffer.concat([Buffer.from(`{"${kind}":[`), ...page.flatMap((bytes, index) => index === 0 ? [bytes] : [COMMA, bytes]), Buffer.from(`]${next}${caching}}`)]);
}

function bytesOf(items: readonly CatalogueItem[]): readonly Buffer[] {
  return items.map(({ bytes }) => bytes);
}

function cursorAt(position: number): string {
  return Buffer.from(`from:${position}`).toString('base64url');
}

function positionOf(cursor: unknown, length: number): number {
  if (cursor === undefined || cursor === null) return 0;
  const position = typeof cursor === 'string' ? /^from:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1] : undefined;
  if (position === undefined || Number(position) >= length) throw invalidParams('Invalid cursor');
  return Number(position);
}
