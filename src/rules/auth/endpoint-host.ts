import type { Target } from '../../model/gateway-model';
import { partitionOf } from '../../service/partition';
import { evaluateEach, placeOf } from '../lib/places';
import type { RuleFinding, Rule } from '../rule';
import { AwsHost, endpointOf, hostOf } from './lib/endpoint';

export const authEndpointHost: Rule = {
  id: 'auth-endpoint-host',
  group: 'auth',
  severity: 'error',
  sentence: 'The host of an AWS endpoint matches the partition of its region and the ARN in its path.',
  why: 'Otherwise the host does not exist, or the runtime is not found there. Hosts end in amazonaws.com.cn in China and in amazonaws.com elsewhere.',
  source: 'https://docs.aws.amazon.com/general/latest/gr/bedrock_agentcore.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const url = endpointOf(target)?.text;
    const host = url === undefined ? undefined : hostOf(url);
    if (url === undefined || !host || host.service === 'lambda') return;
    const fault = suffixFault(host) ?? arnFault(host, url);
    if (fault) return evaluation.fail({ at: placeOf(target), ...fault });
    // Both are unresolved, or both are literals.
    if ((host.region === undefined) === (host.suffix === undefined)) return evaluation.pass();
    evaluation.unknown(unclear(target));
  }),
};

function suffixFault({ region, suffix }: AwsHost): Pick<RuleFinding, 'message' | 'fix'> | undefined {
  const partition = region === undefined ? undefined : partitionOf(region);
  if (!partition || suffix === undefined || suffix === partition.urlSuffix) return undefined;
  return {
    message: `the host ends in \`${suffix}\`, but hosts in region \`${region}\` end in \`${partition.urlSuffix}\``,
    fix: `write \`${partition.urlSuffix}\`, or the pseudo parameter \`AWS::URLSuffix\``,
  };
}

/** `arn:aws:bedrock-agentcore:eu-west-1:`, URL-encoded or not. */
const ARN = /\/runtimes\/arn(?::|%3A)(aws[a-z-]*)(?::|%3A)bedrock-agentcore(?::|%3A)([a-z0-9-]+)(?::|%3A)/i;

function arnFault({ region }: AwsHost, url: string): Pick<RuleFinding, 'message' | 'fix'> | undefined {
  const [, partition, arnRegion] = ARN.exec(url) ?? [];
  if (partition === undefined || arnRegion === undefined) return undefined;
  const wanted = partitionOf(arnRegion)?.name;
  if (wanted !== undefined && partition !== wanted) {
    return { message: `the ARN has the partition \`${partition}\`, but region \`${arnRegion}\` is in partition \`${wanted}\``, fix: `write \`${wanted}\` in the ARN` };
  }
  if (region === undefined || region === arnRegion) return undefined;
  return { message: `the host is in region \`${region}\`, but the runtime is in \`${arnRegion}\``, fix: `write \`${arnRegion}\` in the host` };
}

function unclear({ path }: Target): string {
  return `it is unknown until deployment whether the host in the endpoint of ${path} matches its region`;
}
