/** A partition of AWS: how its ARNs begin, and how the hosts of its services end. */
interface Partition {
  readonly name: string;
  readonly urlSuffix: string;
}

const COMMERCIAL: Partition = { name: 'aws', urlSuffix: 'amazonaws.com' };
const CHINA: Partition = { name: 'aws-cn', urlSuffix: 'amazonaws.com.cn' };
const GOVERNMENT: Partition = { name: 'aws-us-gov', urlSuffix: 'amazonaws.com' };

/**
 * The partition of a region, of those regions whose names leave no doubt.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function partitionOf(region: string): Partition | undefined {
  if (region.startsWith('cn-')) return CHINA;
  if (region.startsWith('us-gov-')) return GOVERNMENT;
  return /^(af|ap|ca|eu|il|me|mx|sa|us)-(north|south|east|west|central|northeast|northwest|southeast|southwest)-\d$/.test(region) ? COMMERCIAL : undefined;
}

/** How hosts end in the partition that an ARN names. */
export function urlSuffixOf(partition: string): string {
  return [CHINA, GOVERNMENT].find(({ name }) => name === partition)?.urlSuffix ?? COMMERCIAL.urlSuffix;
}
