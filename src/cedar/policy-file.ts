/** Policies in files. */
import { readFileSync } from 'node:fs';

/** Some editors begin a file with it; to Cedar it is no blank. */
const BYTE_ORDER_MARK = '\ufeff';

/** The text of a policy file. @throws when it cannot be read */
export function policyFileText(path: string): string {
  const text = readFileSync(path, 'utf8');
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;
}

/** The text of a file that may be somewhere else than the template that names it. */
export function readPolicyFile(path: string): string | undefined {
  try {
    return policyFileText(path);
  } catch {
    return undefined;
  }
}
