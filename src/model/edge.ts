import type { Address, StackId } from './source';

/** Why a resource comes after another. `nested`: over a parameter or an output of a nested stack. `condition`: in a Fn::If that may not apply. */
export type EdgeReason = 'ref' | 'getatt' | 'sub' | 'depends-on' | 'import' | 'stack-output' | 'nested' | 'condition';

/** `from` is created after `to`, and deleted before it. */
export interface Edge {
  readonly from: Address;
  readonly to: Address;
  readonly reason: EdgeReason;
  /** Where in `from`: `Properties.RoleArn`. */
  readonly path: string;
}

/** A stack that is deployed after another: the assembly says so, or something in it reads an output. */
export interface StackDependency {
  readonly from: StackId;
  readonly to: StackId;
  readonly reason: 'assembly' | 'import' | 'stack-output';
  readonly because?: { readonly resource: Address; readonly path: string };
}
