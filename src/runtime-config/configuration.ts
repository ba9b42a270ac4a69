import type { RuntimeConfigOptions } from './runtime-config-options';
import { ScopedOptions } from '../synthesis/scoped-options';

export const RUNTIME_CONFIG_OPTIONS = new ScopedOptions<RuntimeConfigOptions>('RuntimeConfigOptions');
