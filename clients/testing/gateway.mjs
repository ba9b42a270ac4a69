// A gateway that agentcore-gateway dev runs, behind an HTTP front that authenticates, records what it receives, and fails when it is told to.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { LocalGateway } from './local-gateways.mjs';
import { verifySignature } from './verify-signature.mjs';

export class Gateway {
  /** @param options `era`, or `behind`: the URL of a local gateway; `iam`: `{ region, keys }`, or `jwt`: `{ issuer, audience }`; `verifier`: the URL of another verifier of signatures */
  constructor(options) {
    this.options = options;
    this.gateway = new LocalGateway(options.era, options.behind);
    this.requests = [];
    this.failures = [];
    this.refusedTokens = new Set();
    this.seenTokens = new Set();
    this.jwks = options.jwt && createRemoteJWKSet(new URL(`${options.jwt.issuer}/jwks`));
  }

  async start(port = 0) {
    this.http = createServer((request, response) => this.#handle(request, response).catch((error) => {
      console.error(error);
      response.destroy();
    }));
    this.http.listen(port, '127.0.0.1');
    await once(this.http, 'listening');
    this.port = this.http.address().port;
    this.url = `http://127.0.0.1:${this.port}/mcp`;
    return this;
  }

  stop() {
    this.http.closeAllConnections();
    return new Promise((resolve) => this.http.close(resolve));
  }

  async command({ fail, drop, iam, refuseSeenTokens, stop, start }) {
    if (fail) this.failures.push(fail);
    if (drop) await this.gateway.drop();
    if (iam) this.options.iam = { ...this.options.iam, ...iam };
    if (refuseSeenTokens) this.refusedTokens = new Set(this.seenTokens);
    if (stop) await this.stop();
    if (start) await this.start(this.port);
    return { requests: this.requests, openSessions: this.gateway.openSessions, connections: this.http.listening ? await this.#connections() : 0 };
  }

  #connections() {
    return new Promise((resolve, reject) => this.http.getConnections((error, count) => error ? reject(error) : resolve(count)));
  }

  async #handle(request, response) {
    const body = await buffer(request);
    const rpc = request.method === 'POST' ? JSON.parse(body.toString()) : {};
    const { headers } = request;
    const entry = {
      http: request.method, rpc: rpc.method, tool: rpc.params?.name, mcpSession: headers['mcp-session-id'],
      session: headers['x-amzn-bedrock-agentcore-runtime-session-id'], policySession: headers['x-amzn-bedrock-agentcore-policy-session-id'],
      identity: headers['x-amz-bedrock-agentcore-identity-wat'], scheme: headers.authorization?.split(' ')[0],
      accessKey: /Credential=([^/]+)/.exec(headers.authorization)?.[1],
    };
    this.requests.push(entry);
    const received = new Request(`${this.url}`, { method: request.method, headers, ...body.length > 0 ? { body } : {} });
    const answer = await this.#refusal(request, body, rpc) ?? this.#failure(rpc) ?? await this.gateway.handle(received);
    entry.status = answer.status;
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    if (!answer.body) return response.end();
    response.flushHeaders();
    Readable.fromWeb(answer.body).on('error', () => response.destroy()).pipe(response);
  }

  #failure(rpc) {
    const index = this.failures.findIndex(({ method }) => method === rpc.method);
    if (index < 0) return undefined;
    const [{ status, body = 'Internal Server Error', headers }] = this.failures.splice(index, 1);
    return new Response(body, { status, headers });
  }

  async #refusal(request, body, rpc) {
    const { iam, jwt, verifier } = this.options;
    if (iam) {
      const received = { method: request.method, url: `http://${request.headers.host}${request.url}`, headers: request.headers, body };
      const scope = { region: iam.region, service: 'bedrock-agentcore', keys: iam.keys };
      const wrong = verifier ? await elsewhere(verifier, received, scope) : await verifySignature(received, scope);
      if (wrong) return new Response(JSON.stringify({ message: wrong }), { status: 403, headers: { 'content-type': 'application/json' } });
      const { accessKeyId: denied } = iam.denied ?? {};
      if (denied && request.headers.authorization.includes(`Credential=${denied}/`)) {
        // The way of AgentCore Gateway: a JSON-RPC error.
        return Response.json({ jsonrpc: '2.0', id: rpc.id ?? null, error: { code: -32002, message: 'Authorization error - Insufficient permissions' } }, { status: 403 });
      }
    }
    if (jwt) {
      const token = request.headers.authorization?.replace(/^Bearer /, '');
      const wrong = await this.#wrongToken(token);
      if (wrong) return new Response(JSON.stringify({ message: wrong }), { status: 401, headers: { 'content-type': 'application/json', 'www-authenticate': 'Bearer' } });
    }
    return undefined;
  }

  async #wrongToken(token) {
    if (!token) return 'Missing Bearer token';
    this.seenTokens.add(token);
    if (this.refusedTokens.has(token)) return 'Invalid Bearer token';
    return jwtVerify(token, this.jwks, { issuer: this.options.jwt.issuer }).then(() => undefined, (error) => `Invalid Bearer token: ${error.message}`);
  }
}

async function elsewhere(verifier, { body, ...received }, scope) {
  const response = await fetch(verifier, { method: 'POST', body: JSON.stringify({ ...received, body: body.toString('base64'), scope }) });
  return (await response.json()).wrong ?? undefined;
}
