import { MAX_RESPONSE_BYTES, tooLarge } from '../http/response';
import { TargetError } from '../target';

const LF = 0x0a;
const CR = 0x0d;

/**
 * The data of each event in a `text/event-stream` body, byte for byte.
 *
 * @throws TargetError for an event that is larger than the service takes, or when the stream breaks off
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export async function* eventData(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let data: Buffer[] = [];
  let length = 0;
  for await (const line of linesOf(stream)) {
    if (line.length === 0) {
      if (length > 0) yield join(data);
      data = [];
      length = 0;
      continue;
    }
    // Comments, ids, event names and retry times: nothing here resumes a stream.
    if (line.subarray(0, 5).toString('latin1') !== 'data:') continue;
    const value = line.subarray(line[5] === 0x20 ? 6 : 5);
    data.push(value);
    length += value.length;
    if (length > MAX_RESPONSE_BYTES) throw tooLarge();
  }
}

function join(lines: readonly Buffer[]): Buffer {
  return lines.length === 1 ? lines[0] : Buffer.concat(lines.flatMap((line, index) => index === 0 ? [line] : [Buffer.from('\n'), line]));
}

async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      let start = 0;
      for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
        yield withoutReturn(Buffer.concat([...parts, chunk.subarray(start, end)]));
        parts = [];
        length = 0;
        start = end + 1;
      }
      const rest = chunk.subarray(start);
      length += rest.length;
      if (length > MAX_RESPONSE_BYTES) throw tooLarge();
      if (rest.length > 0) parts.push(rest);
    }
  } catch (error) {
    throw error instanceof TargetError ? error : new TargetError(`the event stream broke off: ${(error as Error).message}`);
  }
}

function withoutReturn(line: Buffer): Buffer {
  return line[line.length - 1] === CR ? line.subarray(0, -1) : line;
}
