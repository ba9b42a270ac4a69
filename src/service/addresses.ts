import { isIPv4, isIPv6 } from 'node:net';

/** Why the service cannot reach a host over the internet. */
export type Unreachable = 'private' | 'reserved';

/** Top-level names that no public DNS server resolves: RFC 2606, RFC 6761, RFC 8375, and `.internal` by ICANN. */
const NOT_PUBLIC = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home\.arpa|corp|home|private)$/i;
/** Names that are reserved for documentation and tests. */
const RESERVED = /(^|\.)(example|invalid|test)$/i;

/**
 * Whether a host name or an IP address is certainly not public.
 *
 * `example.com` is public: AWS's own tests deploy targets on it.
 */
export function unreachable(hostname: string): Unreachable | undefined {
  const address = hostname.replaceAll(/[[\]]/g, '').replace(/\.$/, '');
  if (isIPv4(address)) return isPrivateV4(address) ? 'private' : isReservedV4(address) ? 'reserved' : undefined;
  if (isIPv6(address)) return isPrivateV6(address) ? 'private' : /^2001:0?db8:/i.test(address) ? 'reserved' : undefined;
  if (NOT_PUBLIC.test(address)) return 'private';
  return RESERVED.test(address) || !address.includes('.') ? 'reserved' : undefined;
}

/** RFC 1918, loopback, link-local, carrier-grade NAT and "this network". */
function isPrivateV4(address: string): boolean {
  return /^(0|10|127)\.|^169\.254\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(address);
}

/** Documentation, benchmarks, multicast and future use. */
function isReservedV4(address: string): boolean {
  return /^192\.0\.2\.|^198\.51\.100\.|^203\.0\.113\.|^198\.1[89]\.|^(22[4-9]|2[3-5]\d)\./.test(address);
}

function isPrivateV6(address: string): boolean {
  const [, mapped] = /^::ffff:([\d.]+)$/i.exec(address) ?? [];
  return mapped === undefined ? /^::1?$|^f[cd]|^fe[89ab]|^::ffff:(0?a|7f)[0-9a-f]{2}:|^::ffff:c0a8:|^::ffff:ac1[0-9a-f]:/i.test(address) : isPrivateV4(mapped);
}
