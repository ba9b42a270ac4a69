import type { IConstruct } from 'constructs';

const OWN = Symbol.for('cdk-agentcore-gateway.own');

/** Marks a construct as one of this library, with everything in it. */
export function markAsOwn(construct: IConstruct): void {
  Object.defineProperty(construct, OWN, { value: true });
}

/** Whether a construct is one of this library, or inside one. */
export function isOwn(construct: IConstruct): boolean {
  return construct.node.scopes.some((scope) => OWN in scope);
}
