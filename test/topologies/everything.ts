import type { EdgePlan, GatewayPlan, PiecePlan, Topology } from './topology';

/** One app with every kind of target, credential and schema, over two stacks and a nested one. */
export const EVERYTHING: Topology = {
  recommendedFlags: true,
  concreteEnvironment: false,
  stacks: [{}, {}, { nestedIn: 0 }],
  gateways: [
    gateway({ stack: 1, engineStack: 0, keyStack: 0, interceptorStack: 0 }),
    gateway({ stack: 0, naming: 'mixed case' }),
    gateway({ stack: 0, protocol: 'HTTP' }),
    gateway({ stack: 0, madeBy: 'aws-cdk-lib' }),
    gateway({ stack: 2, naming: 'explicit' }),
  ],
  pieces: [
    piece('function'), piece('server'), piece('server', { stack: 2, madeBy: 'aws-cdk-lib' }), piece('agent'), piece('agent', { madeBy: 'aws-cdk-lib' }),
    piece('api'), piece('bucket'), piece('api key'), piece('oauth client'), piece('function', { stack: 1 }),
  ],
  edges: [
    edge('gateway', { gateway: 0, to: 0, naming: 'explicit' }),
    edge('lambda', { gateway: 0, to: 1 }),
    edge('gateway', { gateway: 1, to: 0, naming: 'explicit' }),
    edge('gateway', { gateway: 1, to: 1, naming: 'explicit' }),
    edge('lambda', { gateway: 1, schema: 'bucket' }),
    edge('openapi', { gateway: 1, auth: 'api key' }),
    edge('openapi', { gateway: 1, auth: 'user oauth', schema: 'file' }),
    edge('openapi', { gateway: 1, auth: 'signed' }),
    edge('smithy', { gateway: 1, schema: 'bucket' }),
    edge('api', { gateway: 1 }),
    edge('external', { gateway: 1, auth: 'oauth', listing: 'static' }),
    edge('server', { gateway: 1, to: 0, naming: 'explicit' }),
    edge('server', { gateway: 1, to: 0, naming: 'explicit', ownEndpoint: true }),
    edge('server', { gateway: 4, to: 1, naming: 'explicit' }),
    edge('lambda', { gateway: 4 }),
    edge('agent', { gateway: 2, to: 0, naming: 'explicit' }),
    edge('agent', { gateway: 2, to: 1, naming: 'explicit' }),
    edge('lambda', { gateway: 3 }),
  ],
  // The server is a target of the gateway that it calls, and so is the function.
  accesses: [
    { when: 50, to: 'gateway', callee: 1, caller: 1, careless: false },
    { when: 50, to: 'gateway', callee: 1, caller: 2, careless: false },
  ],
};

/** More targets on one gateway than fit into the inline policies of its role. */
export const MANY_TARGETS: Topology = {
  ...EVERYTHING,
  stacks: [{}],
  gateways: [gateway({})],
  edges: Array.from({ length: 40 }, (_, i) => edge(i % 2 === 0 ? 'lambda' : 'openapi', { auth: i % 2 === 0 ? 'default' : 'oauth', schema: 'file' })),
  accesses: [],
};

function gateway(plan: Partial<GatewayPlan>): GatewayPlan {
  return { when: 0, stack: 0, madeBy: 'us', protocol: 'MCP', inbound: 'AWS_IAM', naming: 'default', interceptorAddedLater: false, ...plan };
}

function piece(kind: PiecePlan['kind'], plan: Partial<PiecePlan> = {}): PiecePlan {
  return { kind, stack: 0, madeBy: 'us', knowsUrls: false, ...plan };
}

function edge(kind: EdgePlan['kind'], plan: Partial<EdgePlan>): EdgePlan {
  return { when: 60, kind, gateway: 0, to: 0, schema: 'inline', auth: 'default', naming: 'default', listing: 'default', ownEndpoint: false, careless: false, ...plan };
}
