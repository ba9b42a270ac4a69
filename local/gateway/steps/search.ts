import MiniSearch from 'minisearch';
import type { CatalogueItem } from '../catalogue';
import type { RequestContext } from '../context';
import { shownTools } from './shown-tools';
import { isObject, own } from '../../../src/json';
import { invalidParams } from '../mcp/errors';

/** As many as the service returns at most. */
const MOST_RESULTS = 10;

interface Entry {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly parameters: string;
}

const INDEXES = new WeakMap<CatalogueItem, Entry>();

/** The result of the search tool: the tools that fit the query best, of those that the caller may see. */
export async function search(context: RequestContext): Promise<Buffer> {
  const query = own(context.request.params.arguments, 'query');
  if (typeof query !== 'string') throw invalidParams('Invalid params: query is missing');
  const items = await shownTools(context);
  const index = new MiniSearch<Entry>({ fields: ['name', 'description', 'parameters'], tokenize: words });
  index.addAll(items.map((item, id) => ({ ...entryOf(item), id })));
  const found = index.search(query, { prefix: true, fuzzy: 0.2, boost: { name: 2 }, tokenize: words }).slice(0, MOST_RESULTS);
  const list = `[${found.map(({ id }) => items[id as number].bytes.toString()).join(',')}]`;
  return Buffer.from(`{"isError":false,"content":[{"type":"text","text":${JSON.stringify(`{"tools":${list}}`)}}],"structuredContent":{"tools":${list}}}`);
}

function entryOf(item: CatalogueItem): Entry {
  const known = INDEXES.get(item);
  if (known) return known;
  const { description, inputSchema } = item.value;
  const properties = own(inputSchema, 'properties');
  const parameters = isObject(properties) ? Object.entries(properties).map(([name, schema]) => `${name} ${String(own(schema, 'description') ?? '')}`).join(' ') : '';
  const entry = { id: 0, name: item.name, description: typeof description === 'string' ? description : '', parameters };
  INDEXES.set(item, entry);
  return entry;
}

/** `get_weather`, `getWeather` and `get-weather` are two words each. */
function words(text: string): string[] {
  return text.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
