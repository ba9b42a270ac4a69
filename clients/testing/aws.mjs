// The data planes of AWS that clients call, over HTTP: AppConfig, Secrets Manager and AgentCore Identity. Requests must be signed.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { verifySignature } from './verify-signature.mjs';

const POLL_SECONDS = 60;

export class Aws {
  /** @param options `region`, `keys`, `document` of the Runtime Configuration, `secrets` by ARN; for AgentCore Identity `accessToken`, or `login`: `{ tokenEndpoint, clientId, clientSecret }` */
  constructor(options) {
    this.options = options;
    this.requests = [];
    this.tokens = new Map();
    this.denied = [];
  }

  async start() {
    this.http = createServer((request, response) => this.#handle(request, response).catch((error) => {
      console.error(error);
      response.destroy();
    }));
    this.http.listen(0, '127.0.0.1');
    await once(this.http, 'listening');
    this.url = `http://127.0.0.1:${this.http.address().port}`;
    return this;
  }

  stop() {
    this.http.closeAllConnections();
    return new Promise((resolve) => this.http.close(resolve));
  }

  /** `expireTokens`: as after 24 hours; `down`: every request fails; `denied`: operations without permission. */
  async command({ document, expireTokens, down, denied }) {
    if (document) this.options.document = document;
    if (expireTokens) this.tokens.clear();
    if (down !== undefined) this.down = down;
    if (denied) this.denied = denied;
    return { requests: this.requests, identity: this.lastIdentityRequest };
  }

  async #handle(request, response) {
    const body = await buffer(request);
    const url = new URL(request.url, this.url);
    const operation = request.headers['x-amz-target']?.split('.')[1] ?? url.pathname.slice(1);
    this.requests.push(operation);
    const reply = (status, content, headers = {}) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(content);
    const refuse = (status, type, message) => reply(status, JSON.stringify({ message, Message: message, __type: type }), { 'x-amzn-errortype': type });

    if (this.down) return refuse(500, 'InternalServerException', 'down');
    const service = { configurationsessions: 'appconfig', configuration: 'appconfig', GetSecretValue: 'secretsmanager' }[operation] ?? 'bedrock-agentcore';
    const wrong = await verifySignature({ method: request.method, url, headers: request.headers, body }, { region: this.options.region, service, keys: this.options.keys });
    if (wrong) return refuse(403, 'InvalidSignatureException', wrong);
    if (this.denied.includes(operation)) return refuse(403, 'AccessDeniedException', `not authorized to perform: ${operation}`);

    const input = body.length > 0 ? JSON.parse(body.toString()) : {};
    switch (operation) {
      case 'configurationsessions': {
        if (input.ApplicationIdentifier !== this.options.application) return refuse(404, 'ResourceNotFoundException', 'no such application');
        if (input.EnvironmentIdentifier !== 'default' || input.ConfigurationProfileIdentifier !== 'agentcore') {
          return refuse(404, 'ResourceNotFoundException', 'no such environment or profile');
        }
        return reply(201, JSON.stringify({ InitialConfigurationToken: this.#token(undefined) }));
      }
      case 'configuration': {
        const token = url.searchParams.get('configuration_token');
        if (!this.tokens.has(token)) return refuse(400, 'BadRequestException', 'Request token is expired or used');
        const known = this.tokens.get(token);
        this.tokens.delete(token);
        const document = JSON.stringify(this.options.document);
        return reply(200, known === document ? '' : document, {
          'next-poll-configuration-token': this.#token(document), 'next-poll-interval-in-seconds': String(POLL_SECONDS),
        });
      }
      case 'GetSecretValue': {
        const secret = this.options.secrets?.[input.SecretId];
        if (secret === undefined) return refuse(400, 'ResourceNotFoundException', 'no such secret');
        return reply(200, JSON.stringify({ ARN: input.SecretId, Name: 'secret', SecretString: secret }));
      }
      case 'identities/oauth2/token': {
        this.lastIdentityRequest = input;
        if (input.workloadIdentityToken !== 'workload' || input.resourceCredentialProviderName !== (this.options.provider ?? 'provider')) {
          return refuse(400, 'ValidationException', 'no such workload or provider');
        }
        return reply(200, JSON.stringify({ accessToken: this.options.accessToken ?? await this.#logIn(input.scopes) }));
      }
      default: return refuse(404, 'UnknownOperationException', operation);
    }
  }

  async #logIn(scopes) {
    const { tokenEndpoint, clientId, clientSecret } = this.options.login;
    const headers = { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` };
    const response = await fetch(tokenEndpoint, { method: 'POST', headers, body: new URLSearchParams({ grant_type: 'client_credentials', scope: scopes.join(' ') }) });
    return (await response.json()).access_token;
  }

  #token(document) {
    const token = `token-${this.tokens.size}-${Math.random()}`;
    this.tokens.set(token, document);
    return token;
  }
}
