import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';

/** A policy whose placeholders are filled in for one gateway. */
export interface BoundCedarPolicy {
  readonly definition: agentcore.CfnPolicy.PolicyDefinitionProperty;
  readonly description?: string;
  readonly enforcementMode?: string;
  readonly validationMode?: string;
  /** The file of the policy text, for messages. */
  readonly file?: string;
}
