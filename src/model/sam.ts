import type { TemplateResource } from './template';
import { isObject, own } from '../json';
import { SERVERLESS_FUNCTION } from '../service/resource-types';


/** A function of the AWS Serverless Application Model. */
export const SAM_FUNCTION = SERVERLESS_FUNCTION;

/**
 * The attribute of a function that stands for a resource which the transform generates: its alias, version or role.
 *
 * Templates refer to them as `Function.Alias`, `Function.Version` or by the generated logical ID, such as `FunctionAliaslive`.
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
 */
export function samAttributeOf(resources: ReadonlyMap<string, TemplateResource>, name: string): { readonly id: string; readonly attribute: string } | undefined {
  const [, id, kind] = /^(.+?)(?:\.(Alias|Version)|(Role|Alias[A-Za-z0-9]*))$/.exec(name) ?? [];
  if (id === undefined) return undefined;
  const attribute = name.slice(id.length).replace('.', '');
  const of = resources.get(id);
  if (of?.Type !== SAM_FUNCTION || !isObject(of.Properties)) return undefined;
  if (attribute === 'Role') return own(of.Properties, 'Role') === undefined ? { id, attribute: 'Role' } : undefined;
  const alias = own(of.Properties, 'AutoPublishAlias');
  if (alias === undefined || (kind === undefined && attribute !== `Alias${String(alias)}`)) return undefined;
  return { id, attribute: kind === 'Version' ? 'Version' : 'Alias' };
}
