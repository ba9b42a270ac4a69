#!/usr/bin/env node
import { run } from './main';

// A reader that ends early, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// Sets the code instead of calling `exit`, which would truncate output that is still in a pipe.
void run(process.argv.slice(2), {
  directory: process.cwd(), environment: process.env, stdout: process.stdout, stderr: process.stderr,
}).then((code) => { process.exitCode = code; });
