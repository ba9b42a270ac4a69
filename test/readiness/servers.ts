import { once } from 'events';
import { createServer, IncomingMessage, request as httpRequest, Server } from 'http';
import { AddressInfo } from 'net';
import { text } from 'stream/consumers';
import { faultInSignature, Signer } from './sigv4-verifier';

/** A response of the service instead of forwarding the request. */
export interface Obstacle {
  readonly status: number;
  readonly message: string;
  readonly headers?: Record<string, string>;
}

export interface Seen {
  readonly method: string;
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
  readonly rpc?: string;
  /** The status of the forwarded response. */
  contentType?: string;
}

/** A proxy in place of AgentCore: verifies signatures and forwards requests to the MCP server. */
export class Service {
  /** Each replaces the response to one request. */
  obstacles: Obstacle[] = [];
  /** Replaces all responses. */
  always?: Obstacle;
  readonly seen: Seen[] = [];
  readonly faults: string[] = [];
  private readonly server: Server;

  constructor(readonly port: number, private readonly upstreamPort: number, private readonly signer: Signer) {
    this.server = createServer((request, response) => {
      text(request).then((body) => {
        const rpc = body ? JSON.parse(body).method : undefined;
        const seen: Seen = { method: request.method!, target: request.url!, headers: request.headers, rpc };
        this.seen.push(seen);
        const fault = faultInSignature({ ...seen, body }, this.signer, new Date());
        if (fault !== undefined) this.faults.push(fault);

        const obstacle = fault === undefined ? this.always ?? this.obstacles.shift() : { status: 403, message: fault };
        if (obstacle) {
          response.writeHead(obstacle.status, { 'content-type': 'application/json', ...obstacle.headers }).end(JSON.stringify({ message: obstacle.message }));
          return;
        }
        const headers = { ...request.headers, host: `127.0.0.1:${this.upstreamPort}` };
        const onward = httpRequest({ host: '127.0.0.1', port: this.upstreamPort, path: '/mcp', method: request.method, headers }, (served) => {
          seen.contentType = served.headers['content-type'];
          response.writeHead(served.statusCode!, served.headers);
          served.pipe(response);
        });
        onward.on('error', () => response.destroy());
        response.on('close', () => onward.destroy());
        onward.end(body);
      }).catch(() => response.destroy());
    });
  }

  async open(): Promise<void> {
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

export interface Delivered {
  readonly method: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: any;
}

/** A server in place of CloudFormation, which receives the response after a number of rejections. */
export class CloudFormation {
  refusals = 0;
  deliveries: Delivered[] = [];
  private readonly server = createServer((request, response) => {
    text(request).then((body) => {
      this.deliveries.push({ method: request.method!, headers: request.headers, body: JSON.parse(body) });
      response.writeHead(this.refusals-- > 0 ? 503 : 200).end();
    }).catch(() => response.destroy());
  });

  async open(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/response?X-Amz-Signature=presigned`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
