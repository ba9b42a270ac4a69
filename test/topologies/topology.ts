import * as fc from 'fast-check';

/**
 * A random app, as plain data: what there is, who calls whom, and in which order the program says so.
 *
 * References are any numbers; the builder takes them modulo what there is to choose from, so that every value is an app
 * and shrinking a counterexample keeps it one.
 */
export interface Topology {
  /** Whether the app has the feature flags that `cdk init` sets. */
  readonly recommendedFlags: boolean;
  /** Whether account and region are known at synthesis. */
  readonly concreteEnvironment: boolean;
  readonly stacks: readonly StackPlan[];
  readonly gateways: readonly GatewayPlan[];
  /** What targets point at, some of which also call gateways. */
  readonly pieces: readonly PiecePlan[];
  readonly edges: readonly EdgePlan[];
  readonly accesses: readonly AccessPlan[];
}

export interface StackPlan {
  /** Nested in an earlier stack; the first stack never is. */
  readonly nestedIn?: number;
}

export interface GatewayPlan {
  readonly when: number;
  readonly stack: number;
  readonly madeBy: 'us' | 'aws-cdk-lib';
  readonly protocol: 'MCP' | 'MCP without search' | 'HTTP';
  readonly inbound: 'AWS_IAM' | 'CUSTOM_JWT' | 'NONE' | 'AUTHENTICATE_ONLY';
  readonly naming: 'default' | 'explicit' | 'mixed case';
  /** The stack of its policy engine, if it has one. */
  readonly engineStack?: number;
  /** The stack of its key, if it has one. */
  readonly keyStack?: number;
  /** The stack of its interceptor's function, if it has one. */
  readonly interceptorStack?: number;
  readonly interceptorAddedLater: boolean;
}

export interface PiecePlan {
  readonly kind: 'function' | 'server' | 'agent' | 'api' | 'bucket' | 'api key' | 'oauth client';
  readonly stack: number;
  readonly madeBy: 'us' | 'aws-cdk-lib';
  /** Whether an agent has the URLs of its gateways in its environment. */
  readonly knowsUrls: boolean;
}

export type EdgeKind = 'lambda' | 'openapi' | 'smithy' | 'api' | 'external' | 'server' | 'gateway' | 'agent';

export interface EdgePlan {
  readonly when: number;
  readonly kind: EdgeKind;
  readonly gateway: number;
  readonly to: number;
  readonly schema: 'inline' | 'file' | 'bucket';
  readonly auth: 'default' | 'api key' | 'oauth' | 'user oauth' | 'signed' | 'caller';
  readonly naming: 'default' | 'explicit' | 'taken';
  /** Lists statically or per caller, where the kind has tools that are asked for. */
  readonly listing: 'default' | 'static' | 'dynamic';
  /** Created in a stack of the user's choice instead of where the library puts it. */
  readonly scopeStack?: number;
  /** Calls an endpoint of the server that the program adds at its end. */
  readonly ownEndpoint: boolean;
  /** Taken as it is, also when the library should refuse it. */
  readonly careless: boolean;
}

/** A caller that is given access to a gateway or to an agent. */
export interface AccessPlan {
  readonly when: number;
  readonly to: 'gateway' | 'agent';
  readonly callee: number;
  readonly caller: number;
  readonly careless: boolean;
}

const anyIndex = fc.nat({ max: 11 });
/** The program makes its calls in the order of these numbers. */
const when = fc.nat({ max: 99 });
const rarely = fc.nat({ max: 29 }).map((n) => n === 29);
// Most stacks of an app are in order: what others use comes first, what may be anywhere is often there too.
const anyStack = fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: anyIndex });
const firstStack = fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: anyIndex });
const maybeStack = fc.option(firstStack, { nil: undefined, freq: 3 });

function weighted<T>(...choices: [weight: number, value: T][]): fc.Arbitrary<T> {
  return fc.oneof(...choices.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));
}

const gateways = fc.array(fc.record<GatewayPlan>({
  when,
  stack: anyStack,
  madeBy: weighted([5, 'us'], [1, 'aws-cdk-lib']),
  protocol: weighted([4, 'MCP'], [1, 'MCP without search'], [1, 'HTTP']),
  inbound: weighted([6, 'AWS_IAM'], [1, 'CUSTOM_JWT'], [1, 'NONE'], [1, 'AUTHENTICATE_ONLY']),
  naming: weighted([3, 'default'], [1, 'explicit'], [1, 'mixed case']),
  engineStack: maybeStack,
  keyStack: maybeStack,
  interceptorStack: maybeStack,
  interceptorAddedLater: fc.boolean(),
}), { minLength: 1, maxLength: 6 });

const pieces = fc.array(fc.oneof(
  fc.record<PiecePlan>({
    kind: weighted([1, 'function'], [1, 'server'], [1, 'agent']),
    stack: anyStack,
    madeBy: weighted([4, 'us'], [1, 'aws-cdk-lib']),
    knowsUrls: fc.boolean(),
  }),
  fc.record<PiecePlan>({
    kind: weighted([1, 'api'], [1, 'bucket'], [1, 'api key'], [1, 'oauth client']),
    stack: firstStack,
    madeBy: fc.constant('us'),
    knowsUrls: fc.constant(false),
  }),
), { minLength: 0, maxLength: 8 });

const edges = fc.array(fc.record<EdgePlan>({
  when,
  kind: weighted([3, 'lambda'], [2, 'openapi'], [1, 'smithy'], [1, 'api'], [1, 'external'], [4, 'server'], [5, 'gateway'], [1, 'agent']),
  gateway: anyIndex,
  to: anyIndex,
  schema: weighted([2, 'inline'], [1, 'file'], [1, 'bucket']),
  auth: weighted([4, 'default'], [1, 'api key'], [1, 'oauth'], [1, 'user oauth'], [1, 'signed'], [1, 'caller']),
  naming: weighted([8, 'default'], [24, 'explicit'], [1, 'taken']),
  listing: weighted([6, 'default'], [1, 'static'], [1, 'dynamic']),
  scopeStack: fc.option(anyIndex, { nil: undefined, freq: 20 }),
  ownEndpoint: rarely,
  careless: rarely,
}), { minLength: 0, maxLength: 12 });

const accesses = fc.array(fc.record<AccessPlan>({
  when,
  to: weighted([4, 'gateway'], [1, 'agent']),
  callee: anyIndex,
  caller: anyIndex,
  careless: rarely,
}), { minLength: 0, maxLength: 4 });

const stacks = fc.array(fc.record<StackPlan>({
  nestedIn: fc.option(anyIndex, { nil: undefined, freq: 2 }),
}), { minLength: 1, maxLength: 3 });

export const topologies: fc.Arbitrary<Topology> = fc.record({
  recommendedFlags: fc.boolean(),
  concreteEnvironment: fc.boolean(),
  stacks,
  gateways,
  pieces,
  edges,
  accesses,
});
