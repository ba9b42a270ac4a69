// Generates the Go module: dist/go/cdkagentcoregateway. It has its own README, because jsii-pacmak cannot translate subclasses to Go.
import { spawnSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';

rmSync('dist/go', { recursive: true, force: true });
const { status, error, stderr } = spawnSync('node_modules/.bin/jsii-pacmak', ['--code-only', '--target', 'go', '--outdir', 'dist'], { encoding: 'utf8' });
if (error) throw error;
if (status !== 0) throw new Error(`jsii-pacmak failed:\n${stderr}`);
copyFileSync('build-tools/go/README.md', 'dist/go/cdkagentcoregateway/README.md');
