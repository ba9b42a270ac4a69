/**
 * What the local gateways run: plain data, made of a `GatewayModel` once, never changed afterwards.
 *
 * Everything behind it knows neither templates nor the CDK.
 */
import type { PolicySource } from '../../src/cedar';
import type { HttpOperation, HttpOperations } from '../../src/schema/http-operation';
import type { Tool } from '../../src/schema/tool';
import type { NamedPrincipal } from '../access/principals';
import type { FunctionDescription } from '../lambda/function-description';

export interface Snapshot {
  /** Outer gateways first. */
  readonly gateways: readonly GatewaySnapshot[];
  /** What each target of this kind points at, by address. */
  readonly servers: readonly ServerSnapshot[];
  /** Function URLs whose functions run as on Lambda. */
  readonly functionUrls: readonly FunctionUrlSnapshot[];
}

export interface GatewaySnapshot {
  readonly address: string;
  /** The construct path. */
  readonly path: string;
  /** Under which agents find the gateway; the last name of its path when it is not in the Runtime Configuration. */
  readonly key: string;
  /** With symbols for what only the deployment knows, as in the texts of the policies. */
  readonly arn: string;
  /** An id that looks like one of the service, and stays the same. */
  readonly id: string;
  /** Where it listens when nothing else does. */
  readonly port: number;
  readonly authorizer: string;
  readonly versions: readonly string[];
  readonly search: boolean;
  readonly instructions?: string;
  /** Undefined: no sessions. */
  readonly sessionSeconds?: number;
  readonly streaming: boolean;
  /** False when lists come whole. */
  readonly pages: boolean;
  /** The exception level DEBUG: responses say what failed. */
  readonly debug: boolean;
  readonly targets: readonly TargetSnapshot[];
  readonly policies?: PolicySnapshot;
  /** Whom the template lets in, the readiness check aside. */
  readonly callers: readonly NamedPrincipal[];
  /** As whom the gateway calls others. */
  readonly role?: string;
  /** Parts of the gateway that do not run here. */
  readonly notRun: readonly string[];
}

export interface PolicySnapshot {
  /** The construct path of the policy engine. */
  readonly engine: string;
  readonly mode: 'ENFORCE' | 'LOG_ONLY';
  readonly sources: readonly PolicySource[];
  /** Policies whose text only the deployment knows. */
  readonly unread: readonly string[];
}

export interface TargetSnapshot {
  readonly address: string;
  readonly path: string;
  readonly name: string;
  readonly id: string;
  /** Tools that the template says, whatever the target says of itself. */
  readonly tools?: readonly Tool[];
  /** Lists come from the target with the caller's request, and are not kept. */
  readonly dynamic: boolean;
  /** The lowest wins when two targets have a resource of one URI. */
  readonly resourcePriority: number;
  /** Names of headers that pass, in lower case. */
  readonly requestHeaders: readonly string[];
  /** Names of query parameters that pass. */
  readonly queryParameters: readonly string[];
  /** Whether the target is called as the gateway's role. */
  readonly asRole: boolean;
  readonly runs: Runs;
}

/** What a target calls here. */
export type Runs =
  | { readonly kind: 'gateway'; readonly gateway: string }
  | { readonly kind: 'url'; readonly url: string }
  /** A server of the app: one of `servers` or `functionUrls`. `path` is that of its URL, if it is not `/mcp`. */
  | { readonly kind: 'server'; readonly server: string; readonly path?: string }
  /** An MCP server that reads and writes messages as lines. */
  | { readonly kind: 'stdio'; readonly command: string }
  | { readonly kind: 'function'; readonly function: FunctionSnapshot }
  | { readonly kind: 'httpApi'; readonly api: HttpApiSnapshot }
  | { readonly kind: 'restApi'; readonly api: RestApiSnapshot }
  /** `isApi`: the user can name an HTTP API to call. */
  | { readonly kind: 'nowhere'; readonly reason: string; readonly isApi?: boolean };

export interface FunctionSnapshot extends FunctionDescription {
  readonly address: string;
}

export interface FunctionUrlSnapshot {
  readonly address: string;
  /** The first part of its host name. */
  readonly id: string;
  readonly function: FunctionSnapshot;
}

/** An HTTP API, whose operations are tools. */
export interface HttpApiSnapshot {
  /** By the names of the tools. */
  readonly operations: HttpOperations;
  /** The URL of the API, in place of the servers that the operations name. */
  readonly server?: string;
  readonly credential?: ApiKeySnapshot;
}

/** A stage of API Gateway, whose methods are tools. */
export interface RestApiSnapshot {
  readonly id: string;
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly accountId: string;
  /** By the names of the tools. */
  readonly routes: Readonly<Record<string, RestRouteSnapshot>>;
}

export interface RestRouteSnapshot {
  readonly operation: HttpOperation;
  readonly runs: Extract<Runs, { readonly kind: 'function' | 'httpApi' | 'nowhere' }>;
}

export interface ApiKeySnapshot {
  readonly in: 'header' | 'query';
  readonly name: string;
  readonly prefix: string;
  /** The construct path of the provider, under which the key is given. */
  readonly provider: string;
}

/** A process that serves MCP. */
export interface ServerSnapshot {
  readonly address: string;
  readonly path: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly missing: readonly string[];
  readonly port?: number;
}

export type { NamedPrincipal };
