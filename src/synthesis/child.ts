import { Construct, IConstruct } from 'constructs';

/** The child of a construct that holds others, created when it is first needed. */
export function childOf(parent: IConstruct, id: string): Construct {
  return parent.node.tryFindChild(id) as Construct | undefined ?? new Construct(parent as Construct, id);
}
