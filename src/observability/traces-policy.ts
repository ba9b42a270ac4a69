import { Lazy, Names, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as xray from 'aws-cdk-lib/aws-xray';
import { Construct } from 'constructs';
import { TRACES_POLICY_ID } from '../cdk-internals';

/** The policy of a stack that lets CloudWatch Logs deliver traces to X-Ray. An account has few such policies, so a stack has one. */
export class TracesPolicy extends Construct {
  /** Runtimes of aws-cdk-lib in the same stack may have created it. */
  public static of(stack: Stack): Construct & { readonly document: iam.PolicyDocument } {
    return stack.node.tryFindChild(TRACES_POLICY_ID) as TracesPolicy | undefined ?? new TracesPolicy(stack, TRACES_POLICY_ID);
  }

  public readonly document = new iam.PolicyDocument();

  private constructor(scope: Construct, id: string) {
    super(scope, id);
    new xray.CfnResourcePolicy(this, 'ResourcePolicy', {
      policyName: Lazy.string({ produce: () => Names.uniqueResourceName(this, { maxLength: 128 }) }),
      policyDocument: Stack.of(this).toJsonString(this.document),
    });
  }
}
