/**
 * The Cedar engine, and the only file that loads it.
 *
 * It is 4 MB of WebAssembly, so it is loaded at the first use, never at import: apps without policies do not pay for it.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { EntityUid } from './entity-uid';
import type { PolicyJson } from './policy-json';
import type { CedarSchemaJson } from './schema-json';

/** The part of `@cedar-policy/cedar-wasm` that is used here. */
export interface CedarEngine {
  /** The structured form of one policy, or why it cannot be read. */
  policyToJson(policy: string): Failure | { readonly type: 'success'; readonly json: PolicyJson };
  /** Splits a text into its policies. */
  policySetTextToParts(text: string): Failure | { readonly type: 'success'; readonly policies: readonly string[] };
  validate(call: ValidationCall): Failure | ValidationAnswer;
  /** Parses a policy set once and keeps it under a name. Nothing but another set of that name removes it. */
  preparsePolicySet(name: string, policies: { readonly staticPolicies: Readonly<Record<string, string>> }): Failure | { readonly type: 'success' };
  statefulIsAuthorized(call: AuthorizationCall): Failure | AuthorizationAnswer;
}

export interface Failure {
  readonly type: 'failure';
  readonly errors: readonly EngineError[];
}

export interface EngineError {
  readonly message: string;
  readonly help: string | null;
  /** Offsets are bytes of the UTF-8 form of the policy. */
  readonly sourceLocations?: readonly { readonly start: number; readonly end: number; readonly label?: string | null }[];
}

export interface ValidationCall {
  readonly schema: CedarSchemaJson;
  readonly policies: { readonly staticPolicies: Readonly<Record<string, string>> };
  readonly validationSettings: { readonly mode: 'strict' };
}

export interface ValidationAnswer {
  readonly type: 'success';
  readonly validationErrors: readonly PolicyError[];
  readonly validationWarnings: readonly PolicyError[];
}

export interface PolicyError {
  readonly policyId: string;
  readonly error: EngineError;
}

/** A value as Cedar takes it from JSON. */
export type CedarValue =
  | boolean | number | string
  | readonly CedarValue[]
  | { readonly __entity: EntityUid }
  | { readonly __extn: { readonly fn: string; readonly arg: string } }
  | { readonly [attribute: string]: CedarValue };

export interface CedarEntity {
  readonly uid: EntityUid;
  readonly attrs: { readonly [attribute: string]: CedarValue };
  readonly parents: readonly EntityUid[];
  readonly tags?: { readonly [tag: string]: CedarValue };
}

export interface AuthorizationCall {
  readonly principal: EntityUid;
  readonly action: EntityUid;
  readonly resource: EntityUid;
  readonly context: { readonly [attribute: string]: CedarValue };
  readonly preparsedPolicySetId: string;
  readonly entities: readonly CedarEntity[];
}

export interface AuthorizationAnswer {
  readonly type: 'success';
  readonly response: {
    readonly decision: 'allow' | 'deny';
    readonly diagnostics: { readonly reason: readonly string[]; readonly errors: readonly PolicyError[] };
  };
}

/** As a variable, so that bundlers leave the package alone: it finds its `.wasm` beside itself. */
const PACKAGE = '@cedar-policy/cedar-wasm/nodejs';

/** Where the published library keeps its copy, seen from this file and from a bundle beside `cedar/`. */
const VENDORED = [join(__dirname, 'vendor', 'cedar_wasm.js'), join(__dirname, '..', 'cedar', 'vendor', 'cedar_wasm.js')];

let loaded: CedarEngine | undefined;

/** The engine, loaded at the first call. */
export function cedarEngine(): CedarEngine {
  return loaded ??= load();
}

function load(): CedarEngine {
  // Before Node.js 22, V8 sometimes aborts the whole process when it deoptimizes a function that calls WebAssembly:
  // "unreachable code … Deoptimizer::DoComputeBuiltinContinuation", in 6 of 48 heavy runs on 20.20.2, none of 42 with this flag.
  if (Number(process.versions.node.split('.')[0]) < 22) setFlagsFromString('--no-turbo-inline-js-wasm-calls');
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require(VENDORED.find((file) => existsSync(file)) ?? PACKAGE) as CedarEngine;
}
