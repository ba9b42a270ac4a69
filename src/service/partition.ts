/**
 * The partition of a region, of those regions whose names leave no doubt.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function partitionOf(region: string): { readonly name: string; readonly urlSuffix: string } | undefined {
  if (region.startsWith('cn-')) return { name: 'aws-cn', urlSuffix: 'amazonaws.com.cn' };
  if (region.startsWith('us-gov-')) return { name: 'aws-us-gov', urlSuffix: 'amazonaws.com' };
  return /^(af|ap|ca|eu|il|me|mx|sa|us)-(north|south|east|west|central|northeast|northwest|southeast|southwest)-\d$/.test(region)
    ? { name: 'aws', urlSuffix: 'amazonaws.com' }
    : undefined;
}
