import type { GatewayAccess } from '../../access/gateway-access';

/** The result of `tools`, as data. */
export interface ToolsReport {
  readonly gateways: readonly GatewayTools[];
}

export interface GatewayTools {
  readonly path: string;
  readonly address: string;
  /** The key of the gateway in the Runtime Configuration. */
  readonly key?: string;
  readonly inboundAuth: string;
  readonly tools: readonly ListedTool[];
  /** About how many tokens the list takes in the context of a model. */
  readonly tokens: number;
  /** Whether callers can search the tools. */
  readonly search: 'on' | 'off' | 'unknown';
  /** The paths of HTTP and inference targets, below the URL of the gateway. */
  readonly paths: readonly TargetPath[];
  /** Tools of inner gateways that their policies deny to the gateway in front of them, so that they come through for nobody. */
  readonly denied: readonly DeniedTool[];
  readonly unknown: readonly UnknownTarget[];
  /** Circular paths from target to target, whose tools cannot be listed completely. */
  readonly cycles: readonly (readonly string[])[];
  /** Whether the list contains all tools; false when it is truncated. */
  readonly complete: boolean;
  /** Who can call which tool; only with a policy engine, or for principals that the user names. */
  readonly access?: GatewayAccess;
}

/** A tool as a model sees it. */
export interface ListedTool {
  readonly name: string;
  /** False when a part of the name is unresolved until deployment. */
  readonly nameKnown: boolean;
  readonly length: number;
  /** Whether the name exceeds the limit of models. */
  readonly tooLong: boolean;
  /** The targets on the path of a call, outermost first. */
  readonly hops: readonly ListedHop[];
  readonly kind: string;
  readonly description?: string;
}

export interface TargetPath {
  readonly target: string;
  /** `POST /assistant/invocations` */
  readonly path: string;
  readonly kind: string;
  /** The models of an inference target as callers name them, with `*` for any text. */
  readonly models?: readonly string[];
  /** The URL or construct that the requests go to, if it is known. */
  readonly goesTo?: string;
}

export interface ListedHop {
  readonly gateway: string;
  readonly target: string;
}

export interface DeniedTool {
  readonly name: string;
  readonly hops: readonly ListedHop[];
  /** The path of the gateway that denies it. */
  readonly by: string;
}

interface UnknownTarget {
  readonly hops: readonly ListedHop[];
  readonly reason: string;
}
