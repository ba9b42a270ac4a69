import type { GatewayAccess } from '../../access/gateway-access';

/** What `tools` lists, as data. */
export interface ToolsReport {
  readonly gateways: readonly GatewayTools[];
}

export interface GatewayTools {
  readonly path: string;
  readonly address: string;
  /** Under which agents find the gateway in the Runtime Configuration. */
  readonly key?: string;
  readonly inboundAuth: string;
  readonly tools: readonly ListedTool[];
  readonly unknown: readonly UnknownTarget[];
  /** Ways from target to target that come back to where they began: their tools have no end. */
  readonly cycles: readonly (readonly string[])[];
  /** False when there are more tools than anybody could list. */
  readonly complete: boolean;
  /** Who can call what; only with a policy engine, or for a principal that was asked for. */
  readonly access?: GatewayAccess;
}

/** A tool as a model sees it. */
export interface ListedTool {
  readonly name: string;
  /** False when a part of the name is known at deployment only. */
  readonly nameKnown: boolean;
  readonly length: number;
  /** Models take no longer names. */
  readonly tooLong: boolean;
  /** The targets a call goes through, from the gateway that was asked. */
  readonly hops: readonly ListedHop[];
  readonly kind: string;
  readonly description?: string;
}

export interface ListedHop {
  readonly gateway: string;
  readonly target: string;
}

export interface UnknownTarget {
  readonly hops: readonly ListedHop[];
  readonly reason: string;
}
