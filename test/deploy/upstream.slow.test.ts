import { upstreamChain } from './apps/upstream-chain';
import { runFastEngine } from './fast-engine';
import { keep, print } from './figures';

// The same engine on constructs that leave the order to chance: were nothing found here, the engine would find nothing.

jest.setTimeout(120_000);

const ORDERS = 100;

afterAll(() => print('A chain of gateways with the constructs of aws-cdk-lib'));

test('a gateway behind a gateway, with the constructs of aws-cdk-lib, fails in many orders', async () => {
  const figures = await runFastEngine({ before: upstreamChain().synth().directory, orders: ORDERS, seed: 1 });
  keep('upstream', figures);
  process.stdout.write(`${JSON.stringify(figures.problems, undefined, 2)}\n`);
  expect(figures.failed).toBeGreaterThan(ORDERS / 2);
  const reasons = Object.keys(figures.problems).join('\n');
  expect(reasons).toMatch(/lacks permission to invoke Lambda function/);
  expect(reasons).toMatch(/Failed to connect and fetch tools|stale: /);
});
