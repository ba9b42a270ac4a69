import { urlSuffixOf } from '../../service/partition';

/** Where a stack is. */
export interface StackPlace {
  readonly region: string;
  readonly urlSuffix: string;
}

/** @param stackId an ARN */
export function placeOf(stackId: string): StackPlace {
  const [, partition, , region] = stackId.split(':');
  return { region, urlSuffix: urlSuffixOf(partition) };
}
