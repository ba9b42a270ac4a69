import * as fc from 'fast-check';
import { build, GIVEN_BY_USER, MADE_BY_OTHERS } from './build';
import { contentsOf } from './contents';
import { EVERYTHING, MANY_TARGETS } from './everything';
import { MUTATIONS, Templates } from './mutations';
import { DeployedStack, evaluate, Fault, readAssembly } from './oracle';
import { topologies, Topology } from './topology';
import { StackOrder } from '../../src/order/stack-order';

/**
 * Other topologies: TOPOLOGY_SEED=… TOPOLOGY_RUNS=… npx jest test/topologies
 * A failure prints the seed and the smallest topology that fails.
 */
const SEED = Number(process.env.TOPOLOGY_SEED ?? 20261120);
const RUNS = Number(process.env.TOPOLOGY_RUNS ?? 300);
const NAMED_ERROR = /\[cdk-agentcore-gateway:([a-z-]+) at [^\]]+\]$/;
const ORACLE_OPTIONS = { madeByOthers: MADE_BY_OTHERS, givenByUser: GIVEN_BY_USER };

beforeAll(() => {
  // CDK prints the warnings of every app, and most random apps have some.
  jest.spyOn(console, 'error').mockImplementation();
  // CDK keeps the call stack of every resource; translating it to TypeScript would take a third of the time here.
  Error.stackTraceLimit = 1;
});

/** The templates of a topology, or the id of the named error that one of its calls throws. */
function synthesize(topology: Topology): DeployedStack[] | string {
  let app;
  try {
    app = build(topology);
  } catch (error) {
    const id = NAMED_ERROR.exec((error as Error).message)?.[1];
    if (id === undefined) throw error;
    return id;
  }
  const assembly = app.synth();
  const errors = assembly.stacksRecursively.flatMap((stack) => stack.messages.filter((message) => message.level === 'error'));
  expect(errors.map((message) => message.entry.data)).toEqual([]);
  return readAssembly(assembly);
}

function faultsOf(stacks: DeployedStack[]): Fault[] {
  return evaluate(stacks, ORACLE_OPTIONS);
}

describe('random topologies', () => {
  const outcomes = new Map<string, number>();
  const seen = new Map<string, number>();
  const refused: Topology[] = [];
  const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);

  test('end in a named error at the call, or deploy in order and with least privilege', () => {
    fc.assert(fc.property(topologies, (topology) => {
      const result = synthesize(topology);
      if (typeof result === 'string') {
        count(outcomes, result);
        if (result === 'stack-cycle') refused.push(topology);
        return;
      }
      expect(faultsOf(result)).toEqual([]);
      count(outcomes, 'synthesized');
      for (const what of contentsOf(result)) count(seen, what);
    }), { seed: SEED, numRuns: RUNS });
    const sorted = [...outcomes].sort(([, a], [, b]) => b - a).map(([outcome, number]) => `${outcome} ${number}`);
    process.stdout.write(`${RUNS} topologies of seed ${SEED}: ${sorted.join(', ')}\n`);
  }, 300_000);

  test('mostly synthesize', () => {
    expect(outcomes.get('synthesized')).toBeGreaterThan(RUNS / 2);
  });

  test.each([
    'targets in several stacks', 'targets in a nested stack', 'a gateway in a gateway', 'a gateway in a gateway in a gateway', 'a policy engine', 'a key', 'an interceptor', 'a readiness check',
    'Lambda', 'OpenApiSchema', 'SmithyModel', 'ApiGateway', 'McpServer', 'AgentcoreRuntime', 'API_KEY', 'OAUTH', 'AUTHORIZATION_CODE', 'TOKEN_EXCHANGE',
    'GATEWAY_IAM_ROLE', 'a schema in a bucket',
  ])('contain %s when they synthesize', (what) => {
    expect(seen.get(what) ?? 0).toBeGreaterThanOrEqual(RUNS / 100);
  });

  test('are refused for the order of their stacks only when nothing can order them', () => {
    const require = jest.spyOn(StackOrder.prototype, 'require').mockReturnValue();
    try {
      const deployable = refused.slice(0, 30).filter((topology) => {
        try {
          const result = synthesize(topology);
          return typeof result !== 'string' && faultsOf(result).length === 0;
        } catch {
          // CDK finds the cycle at synthesis.
          return false;
        }
      });
      expect(deployable).toEqual([]);
    } finally {
      require.mockRestore();
    }
  }, 60_000);
});

describe('the oracle', () => {
  const stacks = synthesize(EVERYTHING) as DeployedStack[];

  test('finds no fault with an app of everything', () => {
    expect(faultsOf(stacks)).toEqual([]);
  });

  test('finds no fault with more targets than the inline policies of a role hold', () => {
    const many = synthesize(MANY_TARGETS) as DeployedStack[];
    expect(JSON.stringify(many)).toContain('AWS::IAM::ManagedPolicy');
    expect(faultsOf(many)).toEqual([]);
  });

  test.each(MUTATIONS.map(({ what, rule, apply }) => [what, rule, apply] as const))('finds fault when %s', (_what, rule, apply) => {
    const templates = new Templates(structuredClone(stacks));
    apply(templates);
    expect(faultsOf(templates.stacks).map((fault) => fault.rule)).toContain(rule);
  });
});
