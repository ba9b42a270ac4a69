import { CHECK_TIMEOUT_MINUTES } from './timeout.lambda';
import { AGENTCORE } from '../../service/agentcore';

/** The kind of endpoint, which determines the wording of failures and the request headers. */
export type Kind = 'runtime' | 'function' | 'gateway';

const KINDS: readonly Kind[] = ['runtime', 'function', 'gateway'];

/** A server to check. */
export interface Properties {
  readonly url: URL;
  readonly region: string;
  /** The service name of SigV4. */
  readonly service: string;
  readonly kind: Kind;
  /** The construct's path, for messages. */
  readonly name: string;
  /** Prefixes: for each, at least one tool name must start with it. */
  readonly expectTools: string[];
  readonly timeoutMs: number;
}

const DEFAULT_TIMEOUT_SECONDS = String(CHECK_TIMEOUT_MINUTES * 60);

/**
 * Reads the properties of `Custom::AgentCoreReadiness`: one server, or `Servers` and what all of them have in common. Throws when one is invalid.
 *
 * @param ownRegion the region of the custom resource, which is the default
 * @param before the properties before the update: servers in both lists are not checked again
 */
export function readServers(raw: Record<string, unknown>, ownRegion: string, before: Record<string, unknown> = {}): Properties[] {
  const { Servers: servers, ...common } = raw;
  if (servers === undefined) return [readProperties(raw, ownRegion)];
  const known = new Set(Array.isArray(before.Servers) ? before.Servers.map((server) => JSON.stringify(server)) : []);
  return list(servers).filter((server) => !known.has(JSON.stringify(server))).map((server) => readProperties({ ...common, ...server }, ownRegion));
}

/** CloudFormation passes every value as a string. */
function readProperties(raw: Record<string, unknown>, ownRegion: string): Properties {
  const timeout = Number(raw.TimeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS);
  if (!(timeout > 0 && Number.isFinite(timeout))) throw new Error(`TimeoutSeconds must be a positive number, got ${show(raw.TimeoutSeconds)}`);
  return {
    url: url(text(raw, 'Url')),
    region: text({ Region: ownRegion, ...raw }, 'Region'),
    service: text({ Service: AGENTCORE, ...raw }, 'Service'),
    kind: kind(raw.Kind),
    name: text(raw, 'Name'),
    expectTools: prefixes(raw.ExpectTools ?? '[]'),
    timeoutMs: timeout * 1000,
  };
}

function list(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) throw new Error(`Servers must be a list, got ${show(value)}`);
  return value;
}

function text(raw: Record<string, unknown>, key: string): string {
  const value = raw[key];
  if (typeof value !== 'string' || value === '') throw new Error(`${key} must be a non-empty string, got ${show(value)}`);
  return value;
}

function url(value: string): URL {
  if (!URL.canParse(value)) throw new Error(`Url must be a URL, got ${show(value)}`);
  return new URL(value);
}

function kind(value: unknown): Kind {
  if (!KINDS.includes(value as Kind)) throw new Error(`Kind must be ${KINDS.join(', ')}, got ${show(value)}`);
  return value as Kind;
}

function prefixes(value: unknown): string[] {
  const error = new Error(`ExpectTools must be a JSON array of strings, got ${show(value)}`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(String(value));
  } catch {
    throw error;
  }
  if (!Array.isArray(parsed) || !parsed.every((prefix) => typeof prefix === 'string')) throw error;
  return parsed;
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
