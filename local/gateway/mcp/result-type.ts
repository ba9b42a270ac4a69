import { insertMember, spanAt, splice } from './bytes';

/** A response of the versions with a handshake, for a client of 2026-07-28: there every result says of which type it is. */
export function withResultType(message: Buffer): Buffer {
  const result = spanAt(message, 'result');
  if (!result || message[result.start] !== 0x7b || spanAt(message, 'result', 'resultType')) return message;
  return splice(message, insertMember(message, result, 'resultType', '"complete"'));
}
