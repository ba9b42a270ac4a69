import { Duration, Token } from 'aws-cdk-lib';
import { apiMessage } from '../findings/api-message';
import { isWithin, Range } from '../service/limits';

// What is wrong with the values of properties: a line each, for an error that lists them. Tokens are unknown until deployment.

export function textFaults(name: string, text: string | undefined, allowed: Range): string[] {
  if (text === undefined || Token.isUnresolved(text) || isWithin(text.length, allowed)) return [];
  return [apiMessage`\`${name}\` has ${text.length} characters; give ${allowed.min} to ${allowed.max}`];
}

export function numberFaults(name: string, value: number | undefined, allowed: Range): string[] {
  if (value === undefined || Token.isUnresolved(value) || (Number.isInteger(value) && isWithin(value, allowed))) return [];
  return [apiMessage`\`${name}\` is ${value}; give a whole number from ${allowed.min} to ${allowed.max}`];
}

export function durationFaults(name: string, duration: Duration | undefined, allowed: Range): string[] {
  if (duration === undefined || duration.isUnresolved()) return [];
  const seconds = duration.toSeconds({ integral: false });
  return Number.isInteger(seconds) && isWithin(seconds, allowed) ? [] : [apiMessage`\`${name}\` is ${seconds} seconds; give ${allowed.min} to ${allowed.max}`];
}

/** For a list, or the entries of a record. */
export function countFaults(name: string, count: number, allowed: Range): string[] {
  return isWithin(count, allowed) ? [] : [apiMessage`\`${name}\` has ${count} entries; give ${allowed.min} to ${allowed.max}`];
}
