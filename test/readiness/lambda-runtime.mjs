// Runs a bundled handler like Lambda: one event, a context with the remaining time, and an end at the timeout or when the handler returns.
// The handler's clock runs twenty times faster while it waits; requests and their time limits are real.
// Usage: node lambda-runtime.mjs <bundle>, with { event, timeoutMs } on standard input.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { compileFunction } from 'node:vm';

const PACE = 20;
let skippedMs = 0;

class Clock extends Date {
  constructor(...args) { super(...args.length > 0 ? args : [Clock.now()]); }
  static now() { return Math.floor(Date.now() + skippedMs); }
}

function wait(done, ms) {
  setTimeout(() => {
    skippedMs += ms * (1 - 1 / PACE);
    if (Clock.now() > end) timedOut();
    done();
  }, ms / PACE);
}

function timedOut() {
  console.error(`Task timed out after ${timeoutMs / 1000} seconds`);
  process.exit(2);
}

const [, , bundle] = process.argv;
const loaded = { exports: {} };
compileFunction(readFileSync(bundle, 'utf8'), ['require', 'module', 'exports', 'setTimeout', 'Date'], { filename: bundle })(
  createRequire(bundle), loaded, loaded.exports, wait, Clock,
);

const { event, timeoutMs } = JSON.parse(await text(process.stdin));
const end = Clock.now() + timeoutMs;
setTimeout(timedOut, timeoutMs);

try {
  await loaded.exports.handler(event, { awsRequestId: 'request', functionName: 'probe', getRemainingTimeInMillis: () => end - Clock.now() });
  // Lambda freezes the process here.
  process.exit(0);
} catch (error) {
  console.error(error);
  process.exit(1);
}
