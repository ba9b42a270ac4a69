import { IResolvable, IResolveContext, Token } from 'aws-cdk-lib';

/**
 * The same text, with `Fn::Sub` instead of `Fn::Join` in the template, where it is one line and about half as long.
 *
 * Values from other stacks and results of functions cannot be written in it: a text with one of them remains as it is.
 */
export function asSubstitution(text: string): string {
  const substitution: IResolvable = {
    creationStack: [],
    resolve(context: IResolveContext) {
      const value: unknown = context.resolve(text);
      const parts = (value as { readonly 'Fn::Join'?: readonly [string, readonly unknown[]] })['Fn::Join']?.[1].map(variableOf);
      return parts === undefined || parts.includes(undefined) ? value : { 'Fn::Sub': parts.join('') };
    },
    toString: () => Token.asString(substitution),
  };
  return Token.asString(substitution);
}

/** A part of `Fn::Join` as `Fn::Sub` has it; undefined if it cannot. */
function variableOf(part: unknown): string | undefined {
  if (typeof part === 'string') return part.replaceAll('${', '${!');
  const { Ref: ref, 'Fn::GetAtt': attribute } = part as { readonly 'Ref'?: string; readonly 'Fn::GetAtt'?: readonly string[] };
  const name = ref ?? attribute?.join('.');
  return name === undefined ? undefined : `\${${name}}`;
}
