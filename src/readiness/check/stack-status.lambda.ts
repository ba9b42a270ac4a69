import { Environment } from './environment.lambda';
import { sendSigned } from './signed-request.lambda';
import { urlSuffixOf } from '../../service/partition';

/**
 * Whether the stack of a custom resource is being rolled back.
 *
 * CloudFormation does not say so in its event: a rollback is an update to the previous properties. A rollback must not wait for a server, which
 * may be the reason for it. If the status cannot be read, the event is handled as an ordinary update.
 */
export async function isRollingBack(stackId: string, environment: Environment): Promise<boolean> {
  try {
    const status = await stackStatus(stackId, environment);
    environment.log({ stackStatus: status });
    return status.includes('ROLLBACK');
  } catch (error) {
    environment.log({ stackStatus: 'unknown', error: (error as Error).message });
    return false;
  }
}

async function stackStatus(stackId: string, environment: Environment): Promise<string> {
  const [, partition, , region] = stackId.split(':');
  const url = new URL(`https://cloudformation.${region}.${urlSuffixOf(partition)}/`);
  const body = new URLSearchParams({ Action: 'DescribeStacks', Version: '2010-05-15', StackName: stackId }).toString();
  const { status, text } = await sendSigned({
    method: 'POST', url, contentType: 'application/x-www-form-urlencoded', body, region, service: 'cloudformation',
  }, environment);
  const found = /<StackStatus>(\w+)<\/StackStatus>/.exec(text)?.[1];
  if (status !== 200 || found === undefined) throw new Error(`DescribeStacks returned HTTP ${status}`);
  return found;
}
