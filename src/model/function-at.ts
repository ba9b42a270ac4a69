import type { Resource } from './gateway-model';
import type { LoadContext } from './load-context';
import { property, Resolved, textOf } from './value';
import { FUNCTION, FUNCTION_TYPES, SERVERLESS_FUNCTION } from '../service/resource-types';

/** The function of an ARN or of a text with one, including the ARN of an alias or a version. */
export function functionAt(context: LoadContext, arn: Resolved | undefined): Resource | undefined {
  const [found, ...others] = context.mentioned(arn, ...FUNCTION_TYPES);
  if (!found) return functionNamed(context, textOf(arn)?.text ?? '');
  if (others.length > 0 || found.type === FUNCTION || found.type === SERVERLESS_FUNCTION) return others.length > 0 ? undefined : found;
  return context.mentioned(property(found.properties, 'FunctionName'), FUNCTION)[0] ?? found;
}

/** A template names a function of another account by its ARN, without a reference. */
function functionNamed(context: LoadContext, arn: string): Resource | undefined {
  const [, region, account, name] = /:lambda:([\w-]+):(\d{12}):function:([\w-]+)(?::[\w$-]+)?$/.exec(arn) ?? [];
  if (name === undefined) return undefined;
  const pseudo = ({ stack }: Resource, parameter: string) => context.evaluator.resolve(stack, { Ref: `AWS::${parameter}` });
  return context.ofType(FUNCTION).find((one) => property(one.properties, 'FunctionName') === name && pseudo(one, 'Region') === region && pseudo(one, 'AccountId') === account);
}
