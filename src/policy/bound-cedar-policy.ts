import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';

/** A policy with everything filled in for one gateway. */
export interface BoundCedarPolicy {
  readonly definition: agentcore.CfnPolicy.PolicyDefinitionProperty;
  readonly description?: string;
  readonly enforcementMode?: string;
  readonly validationMode?: string;
  /** Where the text is from, for messages. */
  readonly file?: string;
}
