import { CfnResource, Lazy, Reference, Stack, Tokenization } from 'aws-cdk-lib';
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
    produce: ({ preparing }) => {
      // Names are no references, so preparing does not need them.
      if (preparing) return undefined;
      const last = lastOf(Stack.of(resource), resource, isBefore).map((other) => other.logicalId);
      return last.length === 0 ? undefined : last.sort();
    },
  }));
}

function lastOf(stack: Stack, resource: CfnResource, isBefore: (other: CfnResource) => boolean): CfnResource[] {
  const later = new Map<CfnResource, boolean>([[resource, true]]);
  const isLater = (other: CfnResource): boolean => {
    if (!later.has(other)) {
      later.set(other, false);
      later.set(other, other.obtainDependencies().some((earlier) => CfnResource.isCfnResource(earlier) && isLater(earlier)));
    }
    return later.get(other)!;
  };
  const earlier = resourcesOf(stack)
    .filter((other) => isInTemplate(other) && other.cfnResourceType !== CDK_METADATA && isBefore(other) && !isLater(other));
  const followed = new Set(earlier.flatMap((other) => [...other.obtainDependencies(), ...referredToBy(other)]));
  return earlier.filter((other) => !followed.has(other));
}

/** What the properties of a resource that are one reference refer to, such as its role. To find all references would take as long as a synthesis. */
function referredToBy(resource: CfnResource): IConstruct[] {
  return Object.values(resource).flatMap((value: unknown) => {
    const token = typeof value === 'string' ? Tokenization.reverseString(value).firstToken : undefined;
    return token && Reference.isReference(token) ? [token.target] : [];
  });
}

/** Without those in nested stacks: the parent stack waits for a nested stack as a whole. */
function resourcesOf(construct: IConstruct): CfnResource[] {
  return construct.node.children.flatMap((child) => [
    ...CfnResource.isCfnResource(child) ? [child] : [],
    ...Stack.isStack(child) ? [] : resourcesOf(child),
  ]);
}
