// Loaded before a Lambda function: what it sends to AWS reaches the emulator, which is told the host that was meant. The function's code is as it is deployed.
const endpoint = process.env.AWS_ENDPOINT_URL;
const fetch = globalThis.fetch;

globalThis.fetch = (resource, init = {}) => {
  const url = new URL(resource);
  if (!/\.(amazonaws\.com|on\.aws)$/.test(url.hostname)) return fetch(resource, init);
  const headers = new Headers(init.headers);
  headers.set('x-emulated-host', url.host);
  return fetch(new URL(url.pathname + url.search, endpoint), { ...init, headers });
};
