import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { expectReady } from './assertions';
import { ShopStage } from './shop-stage';

/** The same shop twice. */
export const app = new App({ context: recommendedFlags });
const beta = new ShopStage(app, 'Beta', { policies: agentcore.PolicyEngineMode.LOG_ONLY });
const prod = new ShopStage(app, 'Prod', { policies: agentcore.PolicyEngineMode.ENFORCE });

// No stack depends on a stack of another stage, so each stage has its own assertions.
for (const stage of [beta, prod]) expectReady(new IntegTest(stage, 'Integ', { testCases: stage.stacks }), stage.tools);
