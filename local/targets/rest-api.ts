import { HttpApiTarget } from './http-api';
import type { InvokableFunction } from './lambda';
import { NotHere } from './not-here';
import { ListedItem, MethodNotFound, Target, TargetCall, TargetError, TargetResponse } from './target';
import type { HttpOperation } from '../../src/schema/http-operation';
import { CannotRun } from '../lambda/cannot-run';
import { InvalidArgument } from '../openapi/invalid-argument';
import { InvalidResponse } from '../openapi/invalid-response';
import { buildRequest, withQuery } from '../openapi/request';
import { resultOf } from '../openapi/response';
import { proxyEvent } from '../rest-api/proxy-event';
import { BAD_GATEWAY, proxyResponse } from '../rest-api/proxy-response';

/** A method of a REST API, and what its integration calls: a function, another HTTP API, or nothing here, and why. */
export interface RestRoute {
  readonly operation: HttpOperation;
  readonly calls: InvokableFunction | HttpApiTarget | string;
}

export interface RestApi {
  readonly name: string;
  readonly apiId: string;
  readonly accountId: string;
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  /** By the names of the tools. */
  readonly routes: Readonly<Record<string, RestRoute>>;
}

/** A stage of API Gateway as a target: methods with a Lambda or HTTP proxy integration call what is behind them. */
export class RestApiTarget implements Target {
  public constructor(private readonly api: RestApi) {}

  public async list(): Promise<readonly ListedItem[]> {
    throw new MethodNotFound('a REST API lists nothing');
  }

  public async call(call: TargetCall): Promise<TargetResponse> {
    const { name, routes } = this.api;
    const route = Object.hasOwn(routes, call.name) ? routes[call.name] : undefined;
    if (!route || typeof route.calls === 'string') return new NotHere(name, route ? String(route.calls) : 'the API has no such method', true).call();
    if (route.calls instanceof HttpApiTarget) return route.calls.call(call);
    try {
      const { body, status } = await this.invoke(route.operation, route.calls, call);
      return { is: 'result', result: resultOf(status, body) };
    } catch (error) {
      if (error instanceof CannotRun) return new NotHere(name, error.message, true).call();
      if (error instanceof InvalidArgument || error instanceof InvalidResponse) throw new TargetError(error.message);
      throw error;
    }
  }

  /** The functions belong to the app. */
  public async stop(): Promise<void> {
    await Promise.all(Object.values(this.api.routes).map(async ({ calls }) => calls instanceof HttpApiTarget ? calls.stop() : undefined));
  }

  private async invoke(operation: HttpOperation, fn: InvokableFunction, { arguments: args, headers, query }: TargetCall) {
    const { accountId, apiId, stage, stageVariables } = this.api;
    const request = withQuery(buildRequest(operation, args, 'https://execute-api.local'), query);
    const event = proxyEvent({ ...request, headers: { ...headers, ...request.headers } }, { accountId, apiId, stage, stageVariables, resourcePath: operation.path });
    const invoked = await fn.invoke(event, {});
    return invoked.kind === 'error' ? BAD_GATEWAY : proxyResponse(invoked.payload);
  }
}
