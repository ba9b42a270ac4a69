/** A gateway as the service knows it. */
export interface GatewayPlace {
  readonly gatewayId: string;
  readonly region: string;
}

/** The properties of `Custom::AgentCoreSynchronization`. */
export interface Properties extends GatewayPlace {
  readonly targets: readonly SynchronizedTarget[];
}

/** A target whose tools the gateway caches. */
interface SynchronizedTarget {
  readonly name: string;
  /** Changes with everything that can change the tools of the server behind the target. */
  readonly fingerprint: string;
}

/**
 * @param ownRegion the region of the custom resource, which is the default
 * @throws Error that names the property which cannot be used
 */
export function readProperties(raw: Record<string, unknown>, ownRegion: string): Properties {
  if (!Array.isArray(raw.Targets)) throw new Error(`Targets must be a list, got ${show(raw.Targets)}`);
  return {
    gatewayId: text(raw, 'GatewayId'),
    region: text({ Region: ownRegion, ...raw }, 'Region'),
    targets: raw.Targets.map(synchronizedTarget),
  };
}

/** The name of the target and its fingerprint, separated by a space. */
function synchronizedTarget(value: unknown): SynchronizedTarget {
  const [name, fingerprint] = typeof value === 'string' ? value.split(' ') : [];
  if (!fingerprint) throw new Error(`Targets must have names and fingerprints, got ${show(value)}`);
  return { name, fingerprint };
}

/** An outer gateway, and the names of its targets. Their IDs are not known yet when the targets of the inner gateways are created. */
export interface OuterGateway extends GatewayPlace {
  readonly targets: readonly string[];
}

/** Reads the properties of `Custom::AgentCoreSynchronizationAfterRemoval`. */
export function readOuterGateways(raw: Record<string, unknown>, ownRegion: string): OuterGateway[] {
  if (!Array.isArray(raw.Gateways)) throw new Error(`Gateways must be a list, got ${show(raw.Gateways)}`);
  return raw.Gateways.map((gateway: Record<string, unknown>) => ({
    gatewayId: text(gateway, 'Id'), region: text({ Region: ownRegion, ...gateway }, 'Region'), targets: gateway.Targets as string[],
  }));
}

/**
 * The names of the targets of an update whose servers changed. A target with a new name, or of a new gateway, read its tools when it was created
 * or updated.
 *
 * @param before the properties before the update. If another version of this function wrote them and they cannot be read, every target counts.
 */
export function changedTargets({ targets, gatewayId, region }: Properties, before: Record<string, unknown>): string[] {
  if (before.GatewayId !== gatewayId) return [];
  const known = fingerprintsIn(before, region);
  if (!known) return targets.map(({ name }) => name);
  return targets.filter(({ name, fingerprint }) => known.has(name) && known.get(name) !== fingerprint).map(({ name }) => name);
}

function fingerprintsIn(raw: Record<string, unknown>, ownRegion: string): Map<string, string> | undefined {
  try {
    return new Map(readProperties(raw, ownRegion).targets.map(({ name, fingerprint }) => [name, fingerprint]));
  } catch {
    return undefined;
  }
}

function text(raw: Record<string, unknown>, key: string): string {
  const value = raw[key];
  if (typeof value !== 'string' || value === '') throw new Error(`${key} must be a non-empty string, got ${show(value)}`);
  return value;
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
