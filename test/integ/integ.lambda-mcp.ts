import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { expectReady, expectTools } from './assertions';
import { shop } from './shop';
import { Gateway, LambdaMcpServer } from 'cdk-agentcore-gateway';

/** An MCP server without a runtime: the answers to frequent questions, from a Lambda function. */
class Answers extends Stack {
  public readonly tools: Gateway;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const handler = new lambda.Function(this, 'Handler', {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(shop('faq')),
    });
    // Callers keep the old version until the new one is published.
    const live = new lambda.Alias(this, 'Live', { aliasName: 'live', version: handler.currentVersion });

    this.tools = new Gateway(this, 'Tools');
    this.tools.addMcpServer(new LambdaMcpServer(this, 'Faq', { lambdaFunction: live, toolsFile: shop('faq/tools.json') }));
  }
}

export const app = new App({ context: recommendedFlags });
const stack = new Answers(app, 'Answers');

const assertions = new Stack(app, 'AnswersAssertions');
const integ = new IntegTest(app, 'Integ', { testCases: [stack], assertionStack: assertions });
expectReady(integ, stack.tools);
expectTools(integ, assertions, stack.tools, ['faq___find_answer']);
