import { mkdirSync, rmSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { committedSnapshots, loadStories } from './stories';

/** Writes the snapshots: `npm run snapshots:update`. Nothing else does, and no test run does. */

const snapshots = loadStories().flatMap((story) => story.snapshots);
for (const file of committedSnapshots()) rmSync(join(__dirname, file));
for (const { file, text } of snapshots) {
  mkdirSync(dirname(join(__dirname, file)), { recursive: true });
  writeFileSync(join(__dirname, file), text);
}
console.log(`wrote ${snapshots.length} snapshots; git diff test/integ shows what changes for users`);
