import type { App } from 'aws-cdk-lib';

/** An app, and what it becomes. */
export interface UpdateCase {
  readonly name: string;
  /** One sentence: what its developer changes. */
  readonly change: string;
  readonly before: () => App;
  readonly after: () => App;
  /**
   * Whether the deployment succeeds, or CloudFormation or the service rejects it and everything stays as it was.
   *
   * @default 'updated'
   */
  readonly ends?: 'updated' | 'rejected';
  /** Whether the servers of the first version crash once the update begins: a rollback must not need them. */
  readonly serversCrash?: boolean;
  /**
   * In how many orders the update is tried, if hundreds of resources change: they take seconds each. Then as many resources fail, one a deployment.
   *
   * @default - 60 orders, and each resource that the update touches fails once
   */
  readonly orders?: number;
}

/** A case whose versions differ in one argument. */
export function updateCase<T>(name: string, change: string, app: (version: T) => App, before: T, after: T, more: Partial<UpdateCase> = {}): UpdateCase {
  return { name, change, before: () => app(before), after: () => app(after), ...more };
}
