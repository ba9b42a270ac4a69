import type { Resource } from './gateway-model';
import type { LoadContext } from './load-context';
import { property, Resolved } from './value';
import { FUNCTION, FUNCTION_TYPES, SERVERLESS_FUNCTION } from '../service/resource-types';

/** The function of an ARN or of a text with one, including the ARN of an alias or a version. */
export function functionAt(context: LoadContext, arn: Resolved | undefined): Resource | undefined {
  const [found, ...others] = context.mentioned(arn, ...FUNCTION_TYPES);
  if (!found || others.length > 0 || found.type === FUNCTION || found.type === SERVERLESS_FUNCTION) return others.length > 0 ? undefined : found;
  return context.mentioned(property(found.properties, 'FunctionName'), FUNCTION)[0] ?? found;
}
