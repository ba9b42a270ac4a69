import { isObject } from './json';

/**
 * True for a value that is known only at deployment: a text with a CDK token in it, or a CloudFormation intrinsic function.
 *
 * What is unresolved is never checked: a check that meets such a value stays silent about it.
 */
export function isUnresolved(value: unknown): boolean {
  if (typeof value === 'string') return TOKEN.test(value);
  if (!isObject(value)) return false;
  const entries = Object.entries(value);
  return entries.length === 1 && entries.every(([key, argument]) => key.startsWith('Fn::') || (key === 'Ref' && typeof argument === 'string'));
}

/** How aws-cdk-lib writes a token into a text, and into a list of texts. */
const TOKEN = /[$#]\{Token\[/;
