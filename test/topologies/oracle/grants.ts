import type { NodeId } from './creation-order';
import { matches } from './iam-match';
import type { World } from './world';

/** One action that a policy allows on one resource pattern. */
export interface Grant {
  /** The policy, or the role itself for what is written inside it. */
  readonly policy: NodeId;
  readonly roleName: string;
  readonly action: string;
  readonly resource: string;
  readonly sid?: string;
}

/** Everything that the policies of an app allow its roles. */
export function readGrants(world: World): Grant[] {
  return world.resources.flatMap((resource) => {
    const { node, properties } = resource;
    switch (resource.type) {
      case 'AWS::IAM::Policy':
      case 'AWS::IAM::ManagedPolicy':
        return (properties.Roles ?? []).flatMap((roleName: string) => grantsOf(node, roleName, properties.PolicyDocument));
      case 'AWS::IAM::Role':
        return (properties.Policies ?? []).flatMap((policy: any) => grantsOf(node, roleNameOf(world.attribute(resource, 'Arn')), policy.PolicyDocument));
      default:
        return [];
    }
  });
}

export function roleNameOf(roleArn: string): string {
  return roleArn.split(':role/')[1];
}

export function allows(grant: Grant, roleName: string, action: string, resource: string): boolean {
  return grant.roleName === roleName && matches(grant.action, action) && matches(grant.resource, resource);
}

function grantsOf(policy: NodeId, roleName: string, document: any): Grant[] {
  return document.Statement.filter((statement: any) => statement.Effect === 'Allow').flatMap((statement: any) =>
    [statement.Action].flat().flatMap((action: string) =>
      [statement.Resource].flat().map((resource: string) => ({ policy, roleName, action, resource, sid: statement.Sid }))));
}
