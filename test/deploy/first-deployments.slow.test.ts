import { LARGE_APPS } from './apps/large';
import { SPECIAL_APPS } from './apps/special';
import { expectOnlyKnown } from './expect-problems';
import { runFastEngine } from './fast-engine';
import { keep, print } from './figures';
import { loadStories } from '../integ/stories';

// Each app of test/integ, which has the example too, from nothing to nothing.

const ORDERS = 100;
/** These have hundreds of resources, and fail or hold in every order. */
const ORDERS_OF_LARGE_APPS = 5;

jest.setTimeout(300_000);

afterAll(() => print('First deployments and deletions'));

const stories = loadStories();

test.each(stories.map(({ name, assembly }) => [name, assembly.directory]))('%s is deployed and deleted in every order', async (name, before) => {
  const figures = await runFastEngine({ before, orders: ORDERS, seed: 1 });
  keep(name, figures);
  expectOnlyKnown(name, { deployment: figures.problems, rollback: {} });
});

test.each(SPECIAL_APPS)('$name is deployed and deleted: $about', async ({ name, app }) => {
  const figures = await runFastEngine({ before: app().synth().directory, orders: ORDERS, seed: 1 });
  keep(name, figures);
  expectOnlyKnown(name, { deployment: figures.problems, rollback: {} });
});

test('an app whose agents have just read their document is deleted', async () => {
  const { assembly } = stories.find(({ name }) => name === 'two-stacks')!;
  const figures = await runFastEngine({ before: assembly.directory, orders: ORDERS, seed: 1, deletionProtection: true });
  keep('protected', figures);
  expectOnlyKnown('protected', { deployment: figures.problems, rollback: {} });
});

test.each(LARGE_APPS)('$name is deployed and deleted: $about', async ({ name, app }) => {
  const figures = await runFastEngine({ before: app().synth().directory, orders: ORDERS_OF_LARGE_APPS, seed: 1 });
  keep(name, figures);
  expectOnlyKnown(name, { deployment: figures.problems, rollback: {} });
});
