import type { Severity } from '../../../src/findings/finding';

/**
 * Gateways, their callers and their destinations as plain data, without sizes and positions.
 *
 * Everything is in the order of the templates, so the same app always results in the same picture.
 */
export interface Picture {
  readonly stacks: readonly PictureStack[];
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  readonly findings: readonly PictureFinding[];
  /** What is left out because there is too much of it. */
  readonly folded?: string;
}

export interface PictureStack {
  readonly id: string;
  readonly title: string;
}

/** `caller`: a caller outside the app, or a role without an agent or function. `service`: every other destination. */
export type NodeKind = 'gateway' | 'agent' | 'mcpServer' | 'function' | 'api' | 'service' | 'caller';

export interface PictureNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly title: string;
  readonly subtitle: string;
  /** Undefined for nodes outside the app. */
  readonly stack?: string;
  readonly path?: string;
  /** The lines of a gateway about policy engine, interceptors, AWS WAF, search, rules and rate limits. */
  readonly features: readonly string[];
  /** The targets of a gateway. */
  readonly targets: readonly PictureTarget[];
  readonly facts: readonly Fact[];
  /** The numbers of the findings to mark here. */
  readonly findings: readonly number[];
}

/** A target: a row in the box of its gateway. */
export interface PictureTarget {
  readonly id: string;
  readonly name: string;
  /** The kind of target and how many tools it has. */
  readonly note: string;
  readonly path: string;
  readonly facts: readonly Fact[];
  readonly findings: readonly number[];
  /** The call of a target in a gateway with many: its row says what an arrow would. */
  readonly call?: RowCall;
}

export interface RowCall {
  /** The name of the destination. */
  readonly to: string;
  /** The authentication, if it differs from that of most targets of the gateway. */
  readonly auth?: string;
}

/** A call, with its authentication. */
export interface PictureEdge {
  readonly id: string;
  readonly kind: 'inbound' | 'outbound';
  readonly from: string;
  /** The target of `from` that the edge starts at. */
  readonly target?: string;
  /** The targets of `from` whose calls the edge stands for, in a gateway with many. */
  readonly targets?: readonly string[];
  readonly to: string;
  /** The authentication, in one or two lines. */
  readonly label: readonly string[];
  /** The inbound authorization of a gateway or runtime that is called. */
  readonly asks?: string;
  /** Whether the call is allowed; false when that is unknown until deployment. */
  readonly certain: boolean;
  /** Whether the call needs no authentication. */
  readonly open: boolean;
}

/** A detail of a node or target. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

export interface PictureFinding {
  readonly number: number;
  readonly rule: string;
  readonly severity: Severity;
  readonly path: string;
  readonly message: string;
  readonly fix: string;
  readonly link: string;
  /** `lib/app.ts:12` */
  readonly line?: string;
  /** The ids of the nodes and targets to mark. */
  readonly at: readonly string[];
}
