import { readFileSync } from 'fs';
import { join } from 'path';
import { committedSnapshots, Snapshot } from './stories';

/** Compares a snapshot with its file. Only `npm run snapshots:update` writes the file. */
expect.extend({
  toBeAsCommitted({ file, text }: Snapshot) {
    const committed = committedSnapshots().includes(file) ? readFileSync(join(__dirname, file), 'utf8') : '';
    return {
      pass: committed === text,
      message: () => `${this.utils.diff(committed, text, { aAnnotation: 'Committed', bAnnotation: 'Synthesized', expand: false })}

test/integ/${file} is what users deploy. Each line above changes in their stacks when they upgrade:
- a changed logical id, or a changed name of a resource, replaces the resource;
- a changed policy changes what somebody may do;
- a changed property updates the resource in place, unless its documentation says "Update requires: Replacement".
If that is meant, run \`npm run snapshots:update\`, read \`git diff test/integ\`, and say in CHANGELOG.md what changes for users.`,
    };
  },
});

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    interface Matchers<R> {
      toBeAsCommitted(): R;
    }
  }
}
