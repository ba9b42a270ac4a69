import { isDeepStrictEqual } from 'util';
import { Aspects, IAspect, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { RUNTIME_CONFIG_OPTIONS } from './configuration';
import { deployDocument, DocumentHome } from './document-deployment';
import { apiMessage } from '../findings/api-message';
import { RUNTIME_CONFIG_PROFILE } from '../service/runtime-config';
import { GatewayError } from '../synthesis/gateway-error';

const DOCUMENTS = Symbol.for('cdk-agentcore-gateway.RuntimeConfigDocuments');

interface Entry {
  readonly value: unknown;
  readonly setBy: IConstruct;
  /** Members of the value that are known later. */
  readonly members?: object;
}

/** What the Runtime Configuration of an account and region of a stage contains, and the stacks with code that reads it. */
export class Document {
  public static of(stage: Stage, stack: Stack): Document {
    const holder = stage as Stage & { [DOCUMENTS]?: Map<string, Document> };
    const documents = (holder[DOCUMENTS] ??= new Map<string, Document>());
    const known = documents.get(stack.environment) ?? new Document(stage);
    documents.set(stack.environment, known);
    return known;
  }

  private readonly namespaces = new Map<string, Map<string, Entry>>();
  private readonly registering = new Map<Stack, DocumentHome>();
  private readonly reading = new Map<Stack, DocumentHome>();
  private deployed = false;

  private constructor(stage: Stage) {
    // At synthesis, every reader and every entry is known.
    const deploy: IAspect = { visit: (node) => { if (node === stage) this.deploy(); } };
    Aspects.of(stage).add(deploy);
  }

  /** Code in the stack of `home` reads the document. */
  public addReader(home: DocumentHome): void {
    this.reading.set(home.stack, home);
  }

  /**
   * Registers a value, in the stack of `home`.
   *
   * @throws GatewayError `runtime-config-key-taken`, which names both constructs.
   */
  public set(setBy: IConstruct, namespace: string, key: string, value: unknown, home: DocumentHome): void {
    const entries = this.namespaces.get(namespace) ?? new Map<string, Entry>();
    const known = entries.get(key);
    if (known && !isDeepStrictEqual(known.value, value)) {
      throw new GatewayError('runtime-config-key-taken', setBy,
        `the Runtime Configuration key \`${RUNTIME_CONFIG_PROFILE}.${namespace}.${key}\` of ${setBy.node.path} is taken by ${known.setBy.node.path}`,
        apiMessage`give one of them another \`runtimeConfigKey\``);
    }
    entries.set(key, { ...known, value, setBy });
    this.namespaces.set(namespace, entries);
    this.registering.set(home.stack, home);
  }

  /** Adds members to a registered object. Without the object, nothing is added. */
  public extend(namespace: string, key: string, members: object): void {
    const entries = this.namespaces.get(namespace);
    const known = entries?.get(key);
    if (known) entries!.set(key, { ...known, members });
  }

  /**
   * Creates the document for each stack that reads it; if none does, for each stack that registers something, so that code outside of the app
   * can read it.
   */
  private deploy(): void {
    if (this.deployed) return;
    this.deployed = true;
    if (this.namespaces.size === 0) return;
    const homes = [...(this.reading.size > 0 ? this.reading : this.registering).values()].sort((a, b) => compare(a.stack.stackName, b.stack.stackName));
    const isOneStack = new Set([...this.reading.keys(), ...this.registering.keys()]).size === 1;
    deployDocument(this.content(), homes.map((home) => ({ ...RUNTIME_CONFIG_OPTIONS.of(home.stack), home })), isOneStack);
  }

  private content(): Record<string, Record<string, unknown>> {
    const entries = [...this.namespaces].map(([namespace, values]) => [
      namespace,
      Object.fromEntries([...values].map(([key, entry]) => [key, entry.members ? { ...entry.value as object, ...entry.members } : entry.value])),
    ]);
    return Object.fromEntries(entries);
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
