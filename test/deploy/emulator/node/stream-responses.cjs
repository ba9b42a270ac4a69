// Loaded before a Lambda function: what a handler streams is returned as a whole, in the form in which ministack reads it.
const { Writable } = require('node:stream');
const { finished } = require('node:stream/promises');

const END_OF_PRELUDE = '\0'.repeat(8);

globalThis.awslambda = {
  streamifyResponse: (handler) => async (event, context) => {
    const chunks = [];
    const stream = new Writable({ write(chunk, _, done) { chunks.push(chunk); done(); } });
    const ended = finished(stream);
    await handler(event, stream, context);
    await ended;
    return (stream.prelude ?? '') + Buffer.concat(chunks).toString();
  },
  HttpResponseStream: {
    from: (stream, prelude) => Object.assign(stream, { prelude: JSON.stringify(prelude) + END_OF_PRELUDE }),
  },
};
