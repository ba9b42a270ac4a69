import { existsSync } from 'fs';
import { join } from 'path';

const PYTHON = join(__dirname, '..', '..', '.cache', 'emulator', 'bin', 'python');

/** The Python that has the emulator. Tests install nothing. */
export function emulatorPython(): string {
  if (!existsSync(PYTHON)) throw new Error('ministack is not installed: run npm run test:deploy, or node scripts/install-emulator.mjs once');
  return PYTHON;
}

/** Its environment: the modules are read from the sources, and leave nothing beside them. */
export const EMULATOR_ENVIRONMENT = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', NODE_BINARY: process.execPath };
