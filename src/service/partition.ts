/** An AWS partition: its name in ARNs, and the DNS suffix of its service endpoints. */
interface Partition {
  readonly name: string;
  readonly urlSuffix: string;
}

const COMMERCIAL: Partition = { name: 'aws', urlSuffix: 'amazonaws.com' };
const CHINA: Partition = { name: 'aws-cn', urlSuffix: 'amazonaws.com.cn' };
const GOVERNMENT: Partition = { name: 'aws-us-gov', urlSuffix: 'amazonaws.com' };

/**
 * The partition of a region; undefined for a region whose name does not identify its partition.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function partitionOf(region: string): Partition | undefined {
  if (region.startsWith('cn-')) return CHINA;
  if (region.startsWith('us-gov-')) return GOVERNMENT;
  return /^(af|ap|ca|eu|il|me|mx|sa|us)-(north|south|east|west|central|northeast|northwest|southeast|southwest)-\d$/.test(region) ? COMMERCIAL : undefined;
}

/** The DNS suffix of service endpoints in a partition. */
export function urlSuffixOf(partition: string): string {
  return [CHINA, GOVERNMENT].find(({ name }) => name === partition)?.urlSuffix ?? COMMERCIAL.urlSuffix;
}
