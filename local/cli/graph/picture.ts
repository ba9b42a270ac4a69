import type { Severity } from '../../../src/findings/finding';

/**
 * Gateways and what is around them, as something to draw: plain data without sizes and places.
 *
 * The order of everything is that of the templates, so the same app is always the same picture.
 */
export interface Picture {
  readonly stacks: readonly PictureStack[];
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  readonly findings: readonly PictureFinding[];
}

export interface PictureStack {
  readonly id: string;
  readonly title: string;
}

/** `caller`: who is not a part of the app, or is known by a role only. `service`: what is called and is none of the others. */
export type NodeKind = 'gateway' | 'agent' | 'mcpServer' | 'function' | 'api' | 'service' | 'caller';

export interface PictureNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly title: string;
  readonly subtitle: string;
  /** Outside of every stack when left out. */
  readonly stack?: string;
  readonly path?: string;
  /** Of a gateway: policy engine, search, AWS WAF … one line each. */
  readonly features: readonly string[];
  /** Of a gateway. */
  readonly targets: readonly PictureTarget[];
  readonly facts: readonly Fact[];
  /** Numbers of the findings that are marked here. */
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
}

/** Who calls what, and how the call is authenticated. */
export interface PictureEdge {
  readonly id: string;
  readonly kind: 'inbound' | 'outbound';
  readonly from: string;
  /** The row of `from` it starts at. */
  readonly target?: string;
  readonly to: string;
  /** The authentication, in one line or two. */
  readonly label: readonly string[];
  /** Of a call to a gateway or a runtime: what that one asks of its callers. */
  readonly asks?: string;
  /** False when only the deployment tells whether the call is allowed. */
  readonly certain: boolean;
  /** True for calls that anybody may make. */
  readonly open: boolean;
}

/** Something to say about a node or a target beside its name. */
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
  /** Nodes and targets that carry its mark. */
  readonly at: readonly string[];
}
