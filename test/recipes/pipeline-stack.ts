import { Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as pipelines from 'aws-cdk-lib/pipelines';
import type { Construct } from 'constructs';
import { ShopStage } from '../integ/shop-stage';

/** Deploys every push to beta and, after an approval, to production. */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const pipeline = new pipelines.CodePipeline(this, 'Pipeline', {
      synth: new pipelines.ShellStep('Synth', {
        input: pipelines.CodePipelineSource.connection('example/shop', 'main', {
          connectionArn: `arn:aws:codeconnections:us-east-1:${this.account}:connection/11111111-2222-3333-4444-555555555555`,
        }),
        // The rules are evaluated here: an error stops the pipeline before the deployment.
        commands: ['npm ci', 'npx cdk synth'],
      }),
    });
    pipeline.addStage(new ShopStage(this, 'Beta', { policies: agentcore.PolicyEngineMode.LOG_ONLY }));
    pipeline.addStage(new ShopStage(this, 'Prod', { policies: agentcore.PolicyEngineMode.ENFORCE }), {
      pre: [new pipelines.ManualApprovalStep('ToProduction')],
    });
  }
}
