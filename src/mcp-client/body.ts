import { protocolError } from './failure';

/** Larger than any list that AgentCore Gateway forwards (6 MB), and small enough for the memory of a Lambda function. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** Streams the text of a response body. `method` is the JSON-RPC method of the request. */
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

/** Reads a complete response body. */
export async function textOf(response: Response, method: string): Promise<string> {
  const chunks: string[] = [];
  for await (const chunk of chunksOf(response, method)) chunks.push(chunk);
  return chunks.join('');
}
