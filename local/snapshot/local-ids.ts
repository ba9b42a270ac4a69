import { createHash } from 'crypto';

/** A text of the alphabet of the service's ids that is always the same for the same input. */
export function localId(text: string, length = 10): string {
  const digest = createHash('sha256').update(text).digest('hex');
  return BigInt(`0x${digest}`).toString(36).slice(0, length);
}

/** Below the ports that systems give to outgoing connections (32768 and up, 49152 on macOS and Windows). */
const FIRST_PORT = 20_000;
const PORTS = 12_000;

/** The port of a gateway: the same each time, so that clients can keep its URL. */
export function portOf(key: string): number {
  return FIRST_PORT + createHash('sha256').update(key).digest().readUInt32BE() % PORTS;
}
