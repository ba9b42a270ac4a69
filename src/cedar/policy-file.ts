/** Reads policy files. */
import { readFileSync, statSync } from 'node:fs';

/** Some editors add it at the start of a file. Cedar does not accept it as white space. */
const BYTE_ORDER_MARK = '\ufeff';
/** Many times the size of all policies of an engine. */
const LARGEST_POLICY_FILE = 4 * 1024 * 1024;

/** Reads a policy file. @throws when it cannot be read */
export function policyFileText(path: string): string {
  const text = readFileSync(path, 'utf8');
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;
}

/** Reads the policy file that a template names; `undefined` when the file is not available. */
export function readPolicyFile(path: string): string | undefined {
  try {
    // A template of unknown origin may name a device or a file without end.
    const found = statSync(path);
    return found.isFile() && found.size <= LARGEST_POLICY_FILE ? policyFileText(path) : undefined;
  } catch {
    return undefined;
  }
}
