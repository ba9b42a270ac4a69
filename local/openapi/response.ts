import { InvalidResponse } from './invalid-response';

/**
 * The result of a tool from the response of an HTTP API: the body as text.
 *
 * @throws InvalidResponse for an error status, and for a body that is not text
 */
export function resultOf(status: number, body: Buffer): Buffer {
  if (status < 200 || status > 299) throw new InvalidResponse(`HTTP ${status}${body.length > 0 ? `: ${excerpt(body)}` : ''}`);
  return Buffer.from(JSON.stringify({ isError: false, content: [{ type: 'text', text: textOf(body) }] }));
}

const MOST_SHOWN = 500;

function excerpt(body: Buffer): string {
  const text = body.toString('utf8', 0, MOST_SHOWN * 4).replace(/\s+/g, ' ').trim();
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

function textOf(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new InvalidResponse('the response is binary, which the service does not support');
  }
}
