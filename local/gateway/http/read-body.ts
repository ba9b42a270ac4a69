import type { IncomingMessage } from 'http';

/** The service takes requests of up to 6 MB. */
export const MAX_REQUEST_BYTES = 6 * 1024 * 1024;

/** The body of a request; `undefined` when it is too large. Rejects when the client goes away. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      // The rest is read and dropped, so that the client gets to read the response.
      if (length <= MAX_REQUEST_BYTES) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.on('end', () => resolve(length > MAX_REQUEST_BYTES ? undefined : chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('aborted', () => reject(new Error('the client went away')));
  });
}
