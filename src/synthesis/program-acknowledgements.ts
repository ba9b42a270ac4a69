import { CfnResource, Stage, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isWarningAcknowledged } from '../cdk-internals';
import { ruleIn } from '../rules/acknowledged-in-code';
import { acknowledgedAs, UPSTREAM_WARNINGS } from '../rules/upstream-warnings';

/** An acknowledgement in the program. */
export interface InProgram {
  readonly id: string;
  /** The construct path; empty for the app. */
  readonly at: string;
}

/** All acknowledgements of this library's ids in the program. */
export function acknowledgedInProgram(app: IConstruct): InProgram[] {
  return app.node.findAll().flatMap((construct) => recordedAt(construct).flatMap((acknowledged) => {
    const id = ruleIn(acknowledged);
    return id === undefined ? [] : [{ id, at: construct.node.path }];
  }));
}

/**
 * Records in the cloud assembly which warnings of aws-cdk-lib are acknowledged at the gateways of a stage, so that `agentcore-gateway check`
 * can read them. `Annotations.acknowledgeWarning` records nothing there.
 */
export function recordUpstreamAcknowledgements(stage: Stage): void {
  stage.node.addValidation({
    validate: () => {
      for (const construct of stage.node.findAll()) {
        if (!CfnResource.isCfnResource(construct) || construct.cfnResourceType !== 'AWS::BedrockAgentCore::Gateway') continue;
        for (const { id } of UPSTREAM_WARNINGS) {
          if (!isWarningAcknowledged(construct, id) || recordedAt(construct).includes(acknowledgedAs(id))) continue;
          Validations.of(construct).acknowledge({ id, reason: 'acknowledged in the program' });
        }
      }
      return [];
    },
  });
}

function recordedAt(construct: IConstruct): string[] {
  return construct.node.metadata.filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.keys(data as Record<string, unknown>));
}
