import type { IncomingHttpHeaders } from 'http';

const LOCAL_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/** False for what a page on the internet could make a browser send: other host names and other origins. */
export function isLocalRequest({ host, origin }: IncomingHttpHeaders): boolean {
  return isLocalHost(host) && (origin === undefined || isLocalOrigin(origin));
}

function isLocalHost(host: string | undefined): boolean {
  return host !== undefined && LOCAL_NAMES.includes(host.replace(/:\d+$/, '').toLowerCase());
}

function isLocalOrigin(origin: string): boolean {
  const name = /^https?:\/\/(.+)$/i.exec(origin)?.[1];
  return name !== undefined && isLocalHost(name);
}
