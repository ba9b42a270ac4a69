import { progressIn, progressLines } from '../../../local/cli/dev/progress';
import { ProgressList } from '../../../local/cli/dev/progress-list';
import { PLAIN } from '../../../src/findings/format';

/** Shows what a terminal of 40 columns would. */
class Screen {
  public readonly columns = 40;
  private rows = [''];
  private row = 0;

  public write(text: string): void {
    for (const [, up, , line] of text.matchAll(/\u001b\[(\d+)A|(\u001b\[J)|([^\u001b\n]*\n)/g)) {
      if (up !== undefined) this.row -= Number(up);
      else if (line === undefined) this.rows.splice(this.row, Infinity, '');
      else this.rows.splice(this.row, 1, ...this.wrapped(line.slice(0, -1)), '');
      if (line !== undefined) this.row = this.rows.length - 1;
    }
  }

  public get lines(): readonly string[] {
    return this.rows.slice(0, -1);
  }

  private wrapped(line: string): string[] {
    return line.match(new RegExp(`.{1,${this.columns}}`, 'gu')) ?? [''];
  }
}

function steps() {
  const screen = new Screen();
  const list = new ProgressList(screen);
  const progress = progressIn(list, (line) => list.write(`${line}\n`), PLAIN);
  const ends = new Map<string, (error?: Error) => void>();
  const begin = async (what: string) => progress.step(what, async () => new Promise<void>((resolve, reject) => { ends.set(what, (error) => error ? reject(error) : resolve()); }));
  return { screen, progress, begin, end: (what: string, error?: Error) => ends.get(what)!(error) };
}

test('a terminal shows the steps that go on below all other lines, and how each ended', async () => {
  const { screen, progress, begin, end } = steps();
  const one = begin('one');
  const two = begin('two');
  progress.line('said');
  expect(screen.lines).toEqual(['said', expect.stringMatching(/^\S one$/), expect.stringMatching(/^\S two$/)]);
  end('two');
  await two;
  progress.line('later');
  expect(screen.lines).toEqual(['said', '✔ two', 'later', expect.stringMatching(/^\S one$/)]);
  end('one', new Error('broken'));
  await expect(one).rejects.toThrow('broken');
  expect(screen.lines).toEqual(['said', '✔ two', 'later', '✖ one']);
});

test('a step with a long name, or one of several lines, takes one line of the terminal while it goes on', async () => {
  const { screen, begin, end } = steps();
  const what = `node -e "${'x'.repeat(50)}\n${'y'.repeat(50)}"`;
  const work = begin(what);
  expect(screen.lines).toHaveLength(1);
  end(what);
  await work;
  expect(screen.lines.join('')).toContain('y'.repeat(10));
});

test('elsewhere a step is one line, before it begins', async () => {
  const lines: string[] = [];
  const { step } = progressLines((line) => lines.push(line));
  const seen = await step('one', async () => Promise.resolve([...lines]));
  expect(seen).toEqual(['one']);
  expect(lines).toEqual(['one']);
});
