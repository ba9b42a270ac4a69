import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda';
import { serve } from './check/custom-resource.lambda';
import { realWorld } from './check/world.lambda';

/**
 * The Lambda function behind `Custom::AgentCoreReadiness`: succeeds once an MCP server or an inner gateway
 * serves its tools, so that the target that depends on it finds them when it is created.
 */
export async function handler(event: CloudFormationCustomResourceEvent, context: Context): Promise<void> {
  await serve(event, context, realWorld);
}
