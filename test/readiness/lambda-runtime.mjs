// Runs a bundled handler as Lambda does: one event, a context that counts down, an end when time is up or the handler is done.
// Usage: node lambda-runtime.mjs <bundle>, with { event, timeoutMs } on standard input.
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';

const { handler } = createRequire(import.meta.url)(process.argv[2]);
const { event, timeoutMs } = JSON.parse(await text(process.stdin));

const end = Date.now() + timeoutMs;
setTimeout(() => {
  console.error(`Task timed out after ${timeoutMs / 1000} seconds`);
  process.exit(2);
}, timeoutMs);

try {
  await handler(event, { awsRequestId: 'request', functionName: 'probe', getRemainingTimeInMillis: () => end - Date.now() });
  // Lambda freezes the process here, whatever is still open.
  process.exit(0);
} catch (error) {
  console.error(error);
  process.exit(1);
}
