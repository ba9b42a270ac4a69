import { readFileSync, statSync } from 'fs';
import { asUserError, UserError } from '../user-error';

/** The last six bits of a mode are what the owner's group and others may do with a file. */
const OTHERS = 0o100;

/**
 * The text of a file with secrets, which only its owner may read.
 *
 * @throws UserError if others can read or write the file, or if it cannot be read
 */
export function readPrivateFile(file: string): string {
  const { mode } = asUserError(() => statSync(file));
  // Windows has no such modes: a home folder there belongs to its user.
  if (process.platform !== 'win32' && mode % OTHERS !== 0) throw new UserError(`other users of this machine can read or write ${file}: run \`chmod 600 ${file}\``);
  return asUserError(() => readFileSync(file, 'utf8'));
}
