/**
 * Yields the data of each event in a `text/event-stream` body, in order. Skips events without data.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export async function* eventData(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let data: string[] = [];
  for await (const line of lines(chunks)) {
    if (line === '') {
      const event = data.join('\n');
      data = [];
      // Servers with resumable streams start with an event that has only an id.
      if (event !== '') yield event;
    } else if (line.startsWith('data:')) {
      data.push(line.slice('data:'.length).replace(/^ /, ''));
    } else if (line === 'data') {
      data.push('');
    }
    // Comments, ids, event names and retry times are ignored: the client does not resume streams.
  }
}

/** Lines end with LF, CR or CRLF, and a CRLF may be split across chunks. An incomplete last line is discarded, as the standard requires. */
async function* lines(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  // A list can be one line of megabytes in thousands of chunks, so each chunk is searched once and joined once.
  let parts: string[] = [];
  let afterReturn = false;
  for await (const chunk of chunks) {
    if (chunk === '') continue;
    let start = afterReturn && chunk.startsWith('\n') ? 1 : 0;
    afterReturn = chunk.endsWith('\r');
    const end = /\r\n|\n|\r/g;
    end.lastIndex = start;
    for (let found = end.exec(chunk); found; found = end.exec(chunk)) {
      parts.push(chunk.slice(start, found.index));
      yield parts.join('');
      parts = [];
      start = end.lastIndex;
    }
    parts.push(chunk.slice(start));
  }
}
