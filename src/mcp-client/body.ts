import { protocolError } from './failure';

/** Above the largest list that AgentCore Gateway passes on (6 MB), and small enough for a Lambda function's memory. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** The text of a response body as it arrives; `method` is the JSON-RPC method it responds to. */
export async function* chunksOf({ body }: Response, method: string): AsyncGenerator<string> {
  if (!body) return;
  const decoder = new TextDecoder();
  let length = 0;
  for await (const bytes of body as AsyncIterable<Uint8Array>) {
    length += bytes.byteLength;
    if (length > MAX_BODY_BYTES) throw protocolError(method, `the body exceeds ${MAX_BODY_BYTES / 1024 / 1024} MiB`);
    yield decoder.decode(bytes, { stream: true });
  }
}

/** A whole response body. */
export async function textOf(response: Response, method: string): Promise<string> {
  const chunks: string[] = [];
  for await (const chunk of chunksOf(response, method)) chunks.push(chunk);
  return chunks.join('');
}
