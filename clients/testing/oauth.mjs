// An OAuth2 server for the client credentials grant, with discovery and keys.
import { OAuth2Server } from 'oauth2-mock-server';

const CLIENT = { id: 'agent', secret: 'client-secret-4711' };

export class OAuth {
  requests = [];
  issued = 0;

  async start() {
    this.server = new OAuth2Server();
    await this.server.issuer.keys.generate('RS256');
    await this.server.start(0, '127.0.0.1');
    this.server.issuer.url = `http://127.0.0.1:${this.server.address().port}`;
    this.url = this.server.issuer.url;
    this.expiresIn = 3600;
    this.server.service.on('beforeTokenSigning', ({ payload }) => {
      payload.exp = payload.iat + this.expiresIn;
      payload.client_id = CLIENT.id;
    });
    this.server.service.on('beforeResponse', (response, request) => {
      const allowed = request.headers.authorization === `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')}`;
      this.requests.push(allowed ? 200 : 401);
      if (!allowed) Object.assign(response, { statusCode: 401, body: { error: 'invalid_client' } });
    });
    return this;
  }

  stop() {
    return this.server.stop();
  }

  async command({ expiresIn, issue }) {
    if (expiresIn) this.expiresIn = expiresIn;
    const token = issue ? await this.server.issuer.buildToken({ scopesOrTransform: (_, payload) => Object.assign(payload, { exp: payload.iat + this.expiresIn, jti: String(this.issued++) }, issue) }) : undefined;
    return { requests: this.requests, token };
  }
}
