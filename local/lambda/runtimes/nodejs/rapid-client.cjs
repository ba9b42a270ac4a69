// The client of the Lambda Runtime API for AWS's runtime loop: what its native client does, over node:http.
'use strict';
const { Agent, request } = require('node:http');

const [hostname, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
/** The native client blocks until its message has arrived; here, the next request waits for that. */
let sent = Promise.resolve();

function call(method, path, headers, body) {
  return new Promise((resolve, reject) => {
    const message = request({ hostname, port, method, path: `/2018-06-01/runtime/invocation/${path}`, headers, agent }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk)).on('error', reject).on('end', () => resolve({ bodyJson: Buffer.concat(chunks).toString(), headers: response.headers }));
    });
    message.on('error', reject).end(body);
  });
}

function post(path, body, headers) {
  sent = call('POST', path, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), ...headers }, body);
  sent.catch(() => {});
}

exports.next = async () => {
  await sent;
  const { bodyJson, headers } = await call('GET', 'next', {});
  return { bodyJson, headers: { ...headers, 'lambda-runtime-deadline-ms': Number(headers['lambda-runtime-deadline-ms']) } };
};
exports.done = (id, body) => post(`${id}/response`, body, {});
exports.error = (id, body, xray) => post(`${id}/error`, body, { 'Lambda-Runtime-Function-Error-Type': 'Unhandled', 'Lambda-Runtime-Function-XRay-Error-Cause': Buffer.byteLength(xray) < 8_000 ? xray.replace(/[^\x20-\x7e]/g, '?') : '' });
