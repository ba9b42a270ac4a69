import { createServer, request as send, IncomingMessage, Server, ServerResponse } from 'http';

/** The methods whose `name` has a target in front. */
const NAMED = ['tools/call', 'prompts/get'];

/**
 * A proxy that takes the names of targets off: the scenarios of the suite call tools by fixed names, which no tool behind a gateway has.
 *
 * Everything else passes as it is.
 */
export function unprefix(gateway: string, prefix: string): Server {
  return createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => forward(gateway, prefix, incoming, Buffer.concat(chunks), outgoing));
  });
}

function forward(gateway: string, prefix: string, incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse): void {
  const { host, ...headers } = incoming.headers;
  // The suite sends the name of a foreign host to see it refused.
  const local = host === undefined || /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host);
  const named = withPrefix(body, prefix);
  const name = headers['mcp-name'];
  const upstream = send(gateway, {
    method: incoming.method,
    headers: {
      ...headers,
      'content-length': named.length,
      ...local ? {} : { host },
      ...typeof name === 'string' && NAMED.includes(String(headers['mcp-method'])) && !name.startsWith('=?') && name.trim() !== '' ? { 'mcp-name': prefix + name.trim() } : {},
    },
  }, (response) => {
    const isJson = response.headers['content-type']?.startsWith('application/json') ?? false;
    if (!isJson) {
      outgoing.writeHead(response.statusCode!, response.headers);
      response.pipe(outgoing);
      return;
    }
    const parts: Buffer[] = [];
    response.on('data', (chunk: Buffer) => parts.push(chunk));
    response.on('end', () => {
      const text = Buffer.concat(parts).toString().replaceAll(`"name":"${prefix}`, '"name":"');
      const { 'content-length': _, ...rest } = response.headers;
      outgoing.writeHead(response.statusCode!, { ...rest, 'content-length': Buffer.byteLength(text) });
      outgoing.end(text);
    });
  });
  upstream.on('error', () => outgoing.destroy());
  outgoing.on('close', () => upstream.destroy());
  upstream.end(named);
}

function withPrefix(body: Buffer, prefix: string): Buffer {
  try {
    const message = JSON.parse(body.toString()) as { method?: string; params?: { name?: unknown } };
    if (!NAMED.includes(message.method ?? '') || typeof message.params?.name !== 'string') return body;
    return Buffer.from(JSON.stringify({ ...message, params: { ...message.params, name: prefix + message.params.name } }));
  } catch {
    return body;
  }
}
