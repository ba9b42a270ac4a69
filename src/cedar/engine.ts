/**
 * Loads the Cedar engine. No other file may load it.
 *
 * The engine is 4 MB of WebAssembly, so it is loaded on first use instead of at import.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { EntityUid } from './entity-uid';
import type { PolicyJson } from './policy-json';
import type { CedarSchemaJson } from './schema-json';

/** The part of the API of `@cedar-policy/cedar-wasm` that this library uses. */
interface CedarEngine {
  /** Parses one policy. */
  policyToJson(policy: string): Failure | { readonly type: 'success'; readonly json: PolicyJson };
  /** Splits a text into its policies. */
  policySetTextToParts(text: string): Failure | { readonly type: 'success'; readonly policies: readonly string[] };
  validate(call: ValidationCall): Failure | ValidationResult;
  /** Parses a policy set and stores it under a name. Only another set with the same name replaces it. */
  preparsePolicySet(name: string, policies: { readonly staticPolicies: Readonly<Record<string, string>> }): Failure | { readonly type: 'success' };
  statefulIsAuthorized(call: AuthorizationCall): Failure | AuthorizationResult;
}

export interface Failure {
  readonly type: 'failure';
  readonly errors: readonly EngineError[];
}

export interface EngineError {
  readonly message: string;
  readonly help: string | null;
  /** Offsets are bytes in the UTF-8 encoding of the policy. */
  readonly sourceLocations?: readonly { readonly start: number; readonly end: number; readonly label?: string | null }[];
}

interface ValidationCall {
  readonly schema: CedarSchemaJson;
  readonly policies: { readonly staticPolicies: Readonly<Record<string, string>> };
  readonly validationSettings: { readonly mode: 'strict' };
}

interface ValidationResult {
  readonly type: 'success';
  readonly validationErrors: readonly PolicyError[];
  readonly validationWarnings: readonly PolicyError[];
}

interface PolicyError {
  readonly policyId: string;
  readonly error: EngineError;
}

/** A Cedar value in JSON. */
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

interface AuthorizationResult {
  readonly type: 'success';
  readonly response: {
    readonly decision: 'allow' | 'deny';
    readonly diagnostics: { readonly reason: readonly string[]; readonly errors: readonly PolicyError[] };
  };
}

/** A variable, so that bundlers do not include the package, which loads its `.wasm` from its own folder. */
const PACKAGE = '@cedar-policy/cedar-wasm/nodejs';

/** The copy of the engine in the published library, relative to this file and to a bundle next to `cedar/`. */
const VENDORED = [join(__dirname, 'vendor', 'cedar_wasm.js'), join(__dirname, '..', 'cedar', 'vendor', 'cedar_wasm.js')];

let loaded: CedarEngine | undefined;

/** Returns the engine, and loads it on the first call. */
export function cedarEngine(): CedarEngine {
  return loaded ??= load();
}

function load(): CedarEngine {
  // A check runs most functions of the engine only for milliseconds. With V8's budget of 13 MB, optimizing them in the background takes
  // more CPU time than the check; with this one, functions that run for long are still optimized.
  setFlagsFromString('--wasm-tiering-budget=100000000');
  // Before Node.js 22, V8 sometimes aborts the process when it deoptimizes a function that calls WebAssembly:
  // "unreachable code … Deoptimizer::DoComputeBuiltinContinuation", in 6 of 48 heavy runs on 20.20.2, none of 42 with this flag.
  if (Number(process.versions.node.split('.')[0]) < 22) setFlagsFromString('--no-turbo-inline-js-wasm-calls');
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require(VENDORED.find((file) => existsSync(file)) ?? PACKAGE) as CedarEngine;
}
