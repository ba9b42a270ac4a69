// Runs the handlers of Lambda functions, one event at a time, as they are deployed. Their requests go over standard input and output to the
// emulator, which is in the same process as CloudFormation, and their waits pass at once: the clock of a handler moves when nothing else happens.
const { createInterface } = require('node:readline');

const timers = new Map();
const fetches = new Map();
let now = Date.UTC(2026, 0, 1);
let nextId = 1;

const real = { setImmediate: global.setImmediate, Date: global.Date };

class Clock extends real.Date {
  constructor(...args) { super(...args.length > 0 ? args : [now]); }
  static now() { return now; }
}
global.Date = Clock;
global.setTimeout = (done, ms = 0, ...args) => {
  const id = nextId++;
  timers.set(id, { at: now + ms, done: () => done(...args) });
  return { [Symbol.toPrimitive]: () => id, id, unref() { return this; }, ref() { return this; } };
};
global.clearTimeout = (timer) => timers.delete(timer?.id ?? timer);
AbortSignal.timeout = (ms) => {
  const controller = new AbortController();
  global.setTimeout(() => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')), ms);
  return controller.signal;
};
console.log = console.info = console.warn = console.error = () => {};

global.fetch = (url, { method = 'GET', headers = {}, body } = {}) => new Promise((resolve) => {
  const id = nextId++;
  fetches.set(id, ({ status, headers: received, body: text }) => resolve(new Response(text === '' ? null : text, { status, headers: received })));
  send({ type: 'fetch', id, url: String(url), method, headers: Object.fromEntries(new Headers(headers)), body: body === undefined ? '' : String(body) });
});

function send(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

/** The next timer fires when the handler does nothing but wait. */
function passTime() {
  if (fetches.size > 0) return;
  const [next] = [...timers].sort(([, a], [, b]) => a.at - b.at);
  if (!next) return;
  timers.delete(next[0]);
  now = Math.max(now, next[1].at);
  next[1].done();
}

async function invoke({ module, handler, environment, event, timeoutMs }) {
  Object.assign(process.env, environment);
  timers.clear();
  const end = now + timeoutMs;
  let settled = false;
  const running = (async () => require(module)[handler](event, { functionName: 'function', awsRequestId: 'request', getRemainingTimeInMillis: () => end - now }))();
  running.finally(() => { settled = true; }).catch(() => {});
  while (!settled) {
    // Promises first, in case the handler is about to do something.
    for (let turn = 0; turn < 5 && !settled; turn++) await new Promise(real.setImmediate);
    if (!settled) passTime();
  }
  await running;
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const message = JSON.parse(line);
  if (message.type === 'fetched') {
    const resolve = fetches.get(message.id);
    fetches.delete(message.id);
    resolve(message);
  } else {
    invoke(message).then(() => send({ type: 'done' }), (error) => send({ type: 'done', error: String(error?.stack ?? error) }));
  }
});
