/**
 * The data of each event in a `text/event-stream` body, in order; events without data are left out.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export async function* eventData(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let data: string[] = [];
  for await (const line of lines(chunks)) {
    if (line === '') {
      const event = data.join('\n');
      data = [];
      // Servers that let a client resume open with an event that has only an id.
      if (event !== '') yield event;
    } else if (line.startsWith('data:')) {
      data.push(line.slice('data:'.length).replace(/^ /, ''));
    } else if (line === 'data') {
      data.push('');
    }
    // Comments, ids, event names and retry times say nothing about readiness.
  }
}

/** Lines end with LF, CR or CRLF, which may be split over two chunks; what follows the last end is dropped, as the standard says. */
async function* lines(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let pending = '';
  let searched = 0;
  for await (const chunk of chunks) {
    pending += chunk;
    const end = /\r\n|\n|\r(?!$)/g;
    // A list can be one line of megabytes in thousands of chunks: look at each part of it once.
    end.lastIndex = Math.max(0, searched - 1);
    let start = 0;
    for (let found = end.exec(pending); found; found = end.exec(pending)) {
      yield pending.slice(start, found.index);
      start = end.lastIndex;
    }
    pending = pending.slice(start);
    searched = pending.length;
  }
  if (pending.endsWith('\r')) yield pending.slice(0, -1);
}
