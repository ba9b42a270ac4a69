#!/usr/bin/env node
import { run } from './main';

// Setting the code instead of exiting lets pipes take everything that was written.
void run(process.argv.slice(2), {
  directory: process.cwd(), environment: process.env, stdout: process.stdout, stderr: process.stderr,
}).then((code) => { process.exitCode = code; });
