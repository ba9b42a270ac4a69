/** Reads policy files. */
import { readFileSync } from 'node:fs';

/** Some editors add it at the start of a file. Cedar does not accept it as white space. */
const BYTE_ORDER_MARK = '\ufeff';

/** Reads a policy file. @throws when it cannot be read */
export function policyFileText(path: string): string {
  const text = readFileSync(path, 'utf8');
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;
}

/** Reads the policy file that a template names; `undefined` when the file is not available. */
export function readPolicyFile(path: string): string | undefined {
  try {
    return policyFileText(path);
  } catch {
    return undefined;
  }
}
