import { randomUUID } from 'crypto';
import type { IncomingMessage, ServerResponse } from 'http';
import { isLocalRequest } from '../gateway/http/local-request';
import { LoopbackServer } from '../gateway/http/server';

/**
 * The data plane of AppConfig, as far as reading one document takes.
 *
 * @see https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_Operations_AWS_AppConfig_Data.html
 */
export class LocalAppConfig {
  public static async start(document: object): Promise<LocalAppConfig> {
    const body = Buffer.from(JSON.stringify(document));
    return new LocalAppConfig(await LoopbackServer.start((request, response) => serve(request, response, body), 0));
  }

  private constructor(private readonly server: LoopbackServer) {}

  public get url(): string {
    return `http://127.0.0.1:${this.server.port}`;
  }

  public async stop(): Promise<void> {
    await this.server.stop();
  }
}

function serve(request: IncomingMessage, response: ServerResponse, document: Buffer): void {
  request.resume();
  if (!isLocalRequest(request.headers)) return void response.writeHead(403).end();
  const { pathname } = new URL(request.url ?? '/', 'http://appconfig');
  if (request.method === 'POST' && pathname === '/configurationsessions') {
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ InitialConfigurationToken: randomUUID() }));
  } else if (request.method === 'GET' && pathname === '/configuration') {
    response.writeHead(200, {
      'content-type': 'application/json', 'next-poll-configuration-token': randomUUID(), 'next-poll-interval-in-seconds': '60', 'version-label': '',
    }).end(document);
  } else {
    response.writeHead(404, { 'x-amzn-errortype': 'ResourceNotFoundException', 'content-type': 'application/json' }).end('{"Message":"only configurations are here"}');
  }
}
