import { CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isInTemplate } from '../cdk-internals';

const CDK_METADATA = 'AWS::CDK::Metadata';

/**
 * Makes a resource the last of its stack: nothing can fail after it, so no rollback reverts it.
 *
 * It depends on the resources that no other resource depends on.
 *
 * @param isBefore false for resources that it need not wait for
 */
export function deployLast(resource: CfnResource, isBefore: (other: CfnResource) => boolean): void {
  resource.addOverride('DependsOn', Lazy.uncachedAny({
    produce: () => {
      const last = lastOf(Stack.of(resource), resource, isBefore).map((other) => other.logicalId);
      return last.length === 0 ? undefined : last.sort();
    },
  }));
}

function lastOf(stack: Stack, resource: CfnResource, isBefore: (other: CfnResource) => boolean): CfnResource[] {
  const others = resourcesOf(stack).filter((other) => isInTemplate(other) && other.cfnResourceType !== CDK_METADATA && isBefore(other));
  const followed = new Set(others.flatMap((other) => other.obtainDependencies()));
  const later = new Map<CfnResource, boolean>([[resource, true]]);
  const isLater = (other: CfnResource): boolean => {
    if (!later.has(other)) {
      later.set(other, false);
      later.set(other, other.obtainDependencies().some((earlier) => CfnResource.isCfnResource(earlier) && isLater(earlier)));
    }
    return later.get(other)!;
  };
  return others.filter((other) => !followed.has(other) && !isLater(other));
}

/** Without those in nested stacks: the parent stack waits for a nested stack as a whole. */
function resourcesOf(construct: IConstruct): CfnResource[] {
  return construct.node.children.flatMap((child) => [
    ...CfnResource.isCfnResource(child) ? [child] : [],
    ...Stack.isStack(child) ? [] : resourcesOf(child),
  ]);
}
