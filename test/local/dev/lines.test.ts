import { LineWriter } from '../../../local/cli/dev/lines';

test('lines in quick succession are one write, in their order', async () => {
  const written: string[] = [];
  const lines = new LineWriter({ write: (text) => written.push(text) });
  lines.write('one');
  lines.write('two');
  expect(written).toEqual([]);
  while (written.length === 0) await new Promise((done) => setTimeout(done, 5));
  lines.write('three');
  lines.flush();
  lines.flush();
  expect(written).toEqual(['one\ntwo\n', 'three\n']);
});
