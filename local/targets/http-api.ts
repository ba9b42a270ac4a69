import { HttpClient } from './http/http-client';
import { ListedItem, MethodNotFound, Target, TargetCall, TargetError, TargetResponse } from './target';
import type { HttpOperations } from '../../src/schema/http-operation';
import { InvalidArgument } from '../openapi/invalid-argument';
import { InvalidResponse } from '../openapi/invalid-response';
import { buildRequest, HttpRequest, withQuery } from '../openapi/request';
import { resultOf } from '../openapi/response';

export interface HttpApi {
  /** By the names of the tools. */
  readonly operations: HttpOperations;
  /** The URL of the API, in place of the servers that the operations name. */
  readonly server?: string;
  readonly credential?: ApiKey;
}

export interface ApiKey {
  readonly in: 'header' | 'query';
  readonly name: string;
  readonly prefix: string;
  /** @throws Error that says how to give a key that is missing */
  readonly read: () => string;
}

/**
 * An HTTP API as a target: each operation is a tool.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-schema-openapi.html
 */
export class HttpApiTarget implements Target {
  private readonly http = new HttpClient();

  public constructor(private readonly api: HttpApi) {}

  public async list(): Promise<readonly ListedItem[]> {
    throw new MethodNotFound('an HTTP API lists nothing');
  }

  public async call(call: TargetCall): Promise<TargetResponse> {
    try {
      const { method, url, headers, body } = this.withKey(this.requestOf(call));
      const response = await this.http.send({ method, url, headers: { ...call.headers, ...headers }, signal: call.signal, ...body ? { body } : {} });
      return { is: 'result', result: resultOf(response.status, await response.body()) };
    } catch (error) {
      if (error instanceof InvalidArgument || error instanceof InvalidResponse) throw new TargetError(error.message);
      throw error;
    }
  }

  public async stop(): Promise<void> {
    this.http.close();
  }

  private requestOf({ name, arguments: args, query }: TargetCall): HttpRequest {
    const operation = Object.hasOwn(this.api.operations, name) ? this.api.operations[name] : undefined;
    if (!operation) throw new TargetError(`the document has no operation ${name}`);
    const server = this.api.server ?? operation.server;
    if (server === undefined || !URL.canParse(server)) throw new TargetError(`the URL of the API is unresolved until deployment: ${server ?? 'the document has no server'}`);
    return withQuery(buildRequest(operation, args, server), query);
  }

  private withKey(request: HttpRequest): HttpRequest {
    const { credential } = this.api;
    if (!credential) return request;
    const key = credential.prefix + readKey(credential);
    if (credential.in === 'header') return { ...request, headers: { ...request.headers, [credential.name.toLowerCase()]: key } };
    return withQuery(request, { [credential.name]: key });
  }
}

function readKey({ read }: ApiKey): string {
  try {
    return read();
  } catch (error) {
    throw new TargetError((error as Error).message);
  }
}
