// Generates the module for Go: dist/go/cdkagentcoregateway. jsii-pacmak would translate the README, but Go has no subclasses to translate to.
import { spawnSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';

rmSync('dist/go', { recursive: true, force: true });
const { status, error, stderr } = spawnSync('node_modules/.bin/jsii-pacmak', ['--code-only', '--target', 'go', '--outdir', 'dist'], { encoding: 'utf8' });
if (error) throw error;
if (status !== 0) throw new Error(`jsii-pacmak failed:\n${stderr}`);
copyFileSync('build-tools/go/README.md', 'dist/go/cdkagentcoregateway/README.md');
