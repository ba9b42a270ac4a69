import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda';
import { serve } from './check/custom-resource.lambda';
import { lambdaEnvironment } from './check/environment.lambda';

/**
 * The Lambda function of `Custom::AgentCoreReadiness`: succeeds once an MCP server or an inner gateway
 * lists its tools, so that the target that depends on the custom resource can be created.
 */
export async function handler(event: CloudFormationCustomResourceEvent, context: Context): Promise<void> {
  await serve(event, context, lambdaEnvironment);
}
