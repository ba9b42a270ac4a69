import { expectOnlyKnown } from './expect-problems';
import { Problems, runFastEngine } from './fast-engine';
import { keep, print } from './figures';
import { UPDATES } from './updates';

const ORDERS = 60;

jest.setTimeout(300_000);

let longestWait = 0;

afterAll(() => print('Updates; each again with a fault at each resource that it touches'));

test.each(UPDATES)('$name: $change', async ({ name, before, after, ends = 'updated', serversCrash, orders = ORDERS }) => {
  const faults = ends === 'updated' && (orders === ORDERS || orders);
  const figures = await runFastEngine({ before: before().synth().directory, after: after().synth().directory, orders, seed: 1, faults, serversCrash });
  keep(name, figures);
  longestWait = Math.max(longestWait, figures.waitedMinutes!);
  const { rejections, others } = split(figures.problems);
  if (ends === 'rejected') expect(Object.values(rejections).reduce((sum, count) => sum + count, 0)).toBe(orders);
  expectOnlyKnown(name, { deployment: ends === 'rejected' ? others : figures.problems, rollback: figures.faultProblems ?? {} });
});

test('no update keeps CloudFormation waiting for AppConfig', () => {
  expectOnlyKnown('every update', { deployment: longestWait > 0 ? { [`waits: up to ${longestWait} minutes`]: 1 } : {}, rollback: {} });
});

/** Updates that CloudFormation rolled back as it should, and what else was wrong. */
function split(problems: Problems): { rejections: Problems; others: Problems } {
  const isRejection = (problem: string) => /^update: \S+ ended in UPDATE_ROLLBACK_COMPLETE: /.test(problem);
  const entries = Object.entries(problems);
  return {
    rejections: Object.fromEntries(entries.filter(([problem]) => isRejection(problem))),
    others: Object.fromEntries(entries.filter(([problem]) => !isRejection(problem))),
  };
}
