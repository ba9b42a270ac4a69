#!/usr/bin/env node
import { run } from './main';

// Sets the code instead of calling `exit`, which would truncate output that is still in a pipe.
void run(process.argv.slice(2), {
  directory: process.cwd(), environment: process.env, stdout: process.stdout, stderr: process.stderr,
}).then((code) => { process.exitCode = code; });
