import { Environment } from './environment.lambda';
import { sendSigned } from './signed-request.lambda';
import { placeOf } from './stack-place.lambda';

/**
 * The status of the stack of a custom resource; undefined if it cannot be read.
 *
 * CloudFormation does not say in its event what happens to the stack: a rollback is an update to the previous properties, and the end of an update
 * is a deletion like that of the whole stack.
 */
export async function stackStatus(stackId: string, environment: Environment): Promise<string | undefined> {
  try {
    const status = await describeStack(stackId, environment);
    environment.log({ stackStatus: status });
    return status;
  } catch (error) {
    environment.log({ stackStatus: 'unknown', error: (error as Error).message });
    return undefined;
  }
}

async function describeStack(stackId: string, environment: Environment): Promise<string> {
  const { region, urlSuffix } = placeOf(stackId);
  const url = new URL(`https://cloudformation.${region}.${urlSuffix}/`);
  const body = new URLSearchParams({ Action: 'DescribeStacks', Version: '2010-05-15', StackName: stackId }).toString();
  const { status, text } = await sendSigned({
    method: 'POST', url, contentType: 'application/x-www-form-urlencoded', body, region, service: 'cloudformation',
  }, environment);
  const found = /<StackStatus>(\w+)<\/StackStatus>/.exec(text)?.[1];
  if (status !== 200 || found === undefined) throw new Error(`DescribeStacks returned HTTP ${status}`);
  return found;
}
