/** A gateway as the service knows it. */
export interface GatewayPlace {
  readonly gatewayId: string;
  readonly region: string;
}

/** A target whose tools the gateway caches. */
export interface CachedTarget {
  readonly id: string;
  /** The construct path, for messages. */
  readonly name: string;
}

export interface SynchronizedTarget extends CachedTarget {
  /** Changes with everything that can change the tools of the server behind the target. */
  readonly fingerprint: string;
}

/** The properties of `Custom::AgentCoreSynchronization`. */
export interface Properties extends GatewayPlace {
  readonly targets: readonly SynchronizedTarget[];
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
    targets: raw.Targets.map((target: Record<string, unknown>) => ({
      id: text(target, 'Id'), name: text(target, 'Name'), fingerprint: text(target, 'Fingerprint'),
    })),
  };
}

/** A target of an outer gateway. Its ID is not known yet when the inner gateway's targets are created. */
export interface OuterTarget extends GatewayPlace {
  readonly name: string;
}

/** Reads the properties of `Custom::AgentCoreSynchronizationAfterRemoval`. */
export function readOuterTargets(raw: Record<string, unknown>, ownRegion: string): OuterTarget[] {
  if (!Array.isArray(raw.OuterTargets)) throw new Error(`OuterTargets must be a list, got ${show(raw.OuterTargets)}`);
  return raw.OuterTargets.map((target: Record<string, unknown>) => ({
    gatewayId: text(target, 'GatewayId'), region: text({ Region: ownRegion, ...target }, 'Region'), name: text(target, 'TargetName'),
  }));
}

/** The targets of an update whose servers changed. A new target, or one that was replaced, read its tools when it was created. */
export function changedTargets({ targets, region }: Properties, before: Record<string, unknown>): SynchronizedTarget[] {
  const known = new Map(readProperties(before, region).targets.map(({ id, fingerprint }) => [id, fingerprint]));
  return targets.filter(({ id, fingerprint }) => known.has(id) && known.get(id) !== fingerprint);
}

function text(raw: Record<string, unknown>, key: string): string {
  const value = raw[key];
  if (typeof value !== 'string' || value === '') throw new Error(`${key} must be a non-empty string, got ${show(value)}`);
  return value;
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
