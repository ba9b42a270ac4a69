import { isObject } from './json';

/**
 * Whether a value is unresolved until deployment: a string with a CDK token, or a CloudFormation intrinsic function.
 *
 * Unresolved values are never checked.
 */
export function isUnresolved(value: unknown): boolean {
  if (typeof value === 'string') return TOKEN.test(value);
  if (!isObject(value)) return false;
  const entries = Object.entries(value);
  return entries.length === 1 && entries.every(([key, argument]) => key.startsWith('Fn::') || (key === 'Ref' && typeof argument === 'string'));
}

/** How aws-cdk-lib encodes a token in a string, and in a list of strings. */
const TOKEN = /[$#]\{Token\[/;
