import type { GatewayTarget } from './gateway-target';
import { spanAt, splice } from './mcp/bytes';
import type { JsonObject } from '../../src/json';
import { joinToolName } from '../../src/service/tool-name';
import { ListedItem, ListKind, MethodNotFound, TargetContext } from '../targets/target';
import { messageOf } from '../user-error';

/** Something that a gateway lists, by the name that its clients know. */
export interface CatalogueItem {
  readonly owner: GatewayTarget;
  /** The full name; the URI of a resource, which has no target in front. */
  readonly name: string;
  /** As the target calls it. */
  readonly ownName: string;
  /** As the target describes it. */
  readonly value: JsonObject;
  /** As clients get it. */
  readonly bytes: Buffer;
}

/** So long a list is taken for the current one. */
const FRESH_MS = 1_000;
/** A target that lists nothing in this time keeps the others waiting no longer. */
const LIST_LIMIT_MS = 2_000;

interface Entry {
  readonly at: number;
  readonly items: readonly CatalogueItem[];
  readonly failure?: string;
}

/** Told when a target stops or starts to list. */
export type OnListFailure = (target: GatewayTarget, failure: string | undefined) => void;

/**
 * What the targets of a gateway list, kept for a moment.
 *
 * The list of a target that is down stays the last one that it gave; the lists of the others do not wait for it.
 */
export class Catalogue {
  private readonly entries = new Map<string, Entry>();
  private readonly pending = new Map<string, Promise<Entry>>();
  private readonly joined = new Map<ListKind, { readonly from: readonly Entry[]; readonly items: readonly CatalogueItem[]; readonly byName: ReadonlyMap<string, CatalogueItem> }>();

  public constructor(private readonly targets: readonly GatewayTarget[], private readonly onFailure: OnListFailure = () => {}) {}

  /** The items of all targets, not older than a moment; the same array while nothing changes. */
  public async items(kind: ListKind, context: TargetContext): Promise<readonly CatalogueItem[]> {
    const entries = await Promise.all(this.targets.map(async (target) => this.entryOf(target, kind, context)));
    return this.join(kind, entries).items;
  }

  /** An item as far as it is known without asking anybody. */
  public known(kind: ListKind, name: string): CatalogueItem | undefined {
    return this.joined.get(kind)?.byName.get(name);
  }

  /** Every item that is known without asking anybody. */
  public allKnown(kind: ListKind): readonly CatalogueItem[] {
    return this.joined.get(kind)?.items ?? [];
  }

  /** Why the last list of a target failed. */
  public failureOf({ snapshot }: GatewayTarget, kind: ListKind): string | undefined {
    return this.entries.get(`${kind} ${snapshot.name}`)?.failure;
  }

  private async entryOf(target: GatewayTarget, kind: ListKind, context: TargetContext): Promise<Entry> {
    const key = `${kind} ${target.snapshot.name}`;
    const known = this.entries.get(key);
    if (known && !target.snapshot.dynamic && Date.now() - known.at < FRESH_MS) return known;
    const asked = this.pending.get(key) ?? this.ask(target, kind, context, known).finally(() => this.pending.delete(key));
    this.pending.set(key, asked);
    const entry = await asked;
    this.entries.set(key, entry);
    return entry;
  }

  private async ask(target: GatewayTarget, kind: ListKind, context: TargetContext, last: Entry | undefined): Promise<Entry> {
    try {
      const signal = AbortSignal.timeout(LIST_LIMIT_MS);
      const listed = await target.target.list(kind, target.snapshot.dynamic ? { ...context, signal } : { ...context, session: undefined, signal });
      const items = itemsOf(target, kind, listed);
      if (last?.failure !== undefined) this.onFailure(target, undefined);
      const isSame = last?.items.length === items.length && items.every((item, index) => item.bytes.equals(last.items[index].bytes));
      return { at: Date.now(), items: isSame ? last.items : items };
    } catch (error) {
      if (error instanceof MethodNotFound) return { at: Date.now(), items: last?.items.length === 0 ? last.items : [] };
      const failure = messageOf(error);
      if (last?.failure === undefined) this.onFailure(target, failure);
      return { at: Date.now(), items: last?.items ?? [], failure };
    }
  }

  private join(kind: ListKind, entries: readonly Entry[]) {
    const before = this.joined.get(kind);
    if (before && before.from.length === entries.length && before.from.every(({ items }, index) => items === entries[index].items)) return before;
    const items = kind === 'resources' ? withoutDoubles(entries) : entries.flatMap((entry) => entry.items);
    const joined = { from: entries, items, byName: new Map([...items].reverse().map((item) => [item.name, item])) };
    this.joined.set(kind, joined);
    return joined;
  }
}

/** Of resources with one URI, that of the target with the lowest priority number. */
function withoutDoubles(entries: readonly Entry[]): readonly CatalogueItem[] {
  const best = new Map<string, CatalogueItem>();
  for (const item of entries.flatMap(({ items }) => items)) {
    const other = best.get(item.name);
    if (!other || item.owner.snapshot.resourcePriority < other.owner.snapshot.resourcePriority) best.set(item.name, item);
  }
  return [...best.values()];
}

/** Items without a name are left out; the others of the list stay. */
function itemsOf(owner: GatewayTarget, kind: ListKind, listed: readonly ListedItem[]): CatalogueItem[] {
  const identity = { tools: 'name', prompts: 'name', resources: 'uri', resourceTemplates: 'uriTemplate' }[kind];
  return listed.flatMap(({ value, bytes }): CatalogueItem[] => {
    const ownName = value[identity];
    if (typeof ownName !== 'string') return [];
    if (kind === 'tools' && typeof value.inputSchema !== 'object') return [];
    if (kind === 'resources' || kind === 'resourceTemplates') return [{ owner, name: ownName, ownName, value, bytes }];
    const name = joinToolName(owner.snapshot.name, ownName);
    return [{ owner, name, ownName, value, bytes: splice(bytes, { ...spanAt(bytes, 'name')!, bytes: JSON.stringify(name) }) }];
  });
}
