import type { Address, StackId } from './source';

/** Why a resource depends on another. `nested`: through a parameter or an output of a nested stack. `condition`: in an Fn::If branch that may not apply. */
export type EdgeReason = 'ref' | 'getatt' | 'sub' | 'depends-on' | 'import' | 'stack-output' | 'nested' | 'condition';

/** `from` is created after `to`, and deleted before it. */
export interface Edge {
  readonly from: Address;
  readonly to: Address;
  readonly reason: EdgeReason;
  /** The path in `from`: `Properties.RoleArn`. */
  readonly path: string;
}

/** A stack that is deployed after another stack, by the manifest or because it reads an output. */
export interface StackDependency {
  readonly from: StackId;
  readonly to: StackId;
  readonly reason: 'assembly' | 'import' | 'stack-output';
  readonly because?: { readonly resource: Address; readonly path: string };
}
