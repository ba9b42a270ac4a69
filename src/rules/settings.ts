import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import type { Acknowledgement } from './acknowledgement';
import type { Rule } from './rule';
import { isObject } from '../json';

/** The settings for `cdk synth` and `agentcore-gateway check`, next to cdk.json. */
export const SETTINGS_FILE = 'agentcore-gateway.json';

export interface RuleSettings {
  readonly acknowledgements: readonly Acknowledgement[];
  readonly packs: readonly NonNullable<Rule['pack']>[];
}

const PACKS: readonly string[] = ['security'] satisfies NonNullable<Rule['pack']>[];

/**
 * Reads the settings in a folder; empty if there is no file.
 *
 * @throws Error that names the file and everything wrong in it, so that no unknown setting is ignored.
 */
export function readSettings(directory: string): RuleSettings {
  const file = join(directory, SETTINGS_FILE);
  return existsSync(file) ? readSettingsFile(file) : { acknowledgements: [], packs: [] };
}

/** @throws Error that names the file and everything wrong in it. */
export function readSettingsFile(file: string): RuleSettings {
  const settings = parse(file);
  const faults = faultsOf(settings);
  if (faults.length > 0) throw new Error(`${file} is not valid:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
  return { acknowledgements: [], packs: [], ...settings as Partial<RuleSettings> };
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`);
  }
}

function faultsOf(settings: unknown): string[] {
  if (!isObject(settings)) return ['it must be an object with `acknowledgements` and `packs`'];
  const { acknowledgements = [], packs = [], ...unknown } = settings;
  return [
    ...Object.keys(unknown).map((key) => `\`${key}\` is not a setting; the settings are \`acknowledgements\` and \`packs\``),
    ...Array.isArray(acknowledgements) ? acknowledgements.flatMap(acknowledgementFaults) : ['`acknowledgements` must be a list'],
    ...Array.isArray(packs)
      ? packs.filter((pack) => !PACKS.includes(pack)).map((pack) => `pack \`${String(pack)}\` is not one of ${PACKS.join(', ')}`)
      : ['`packs` must be a list'],
  ];
}

function acknowledgementFaults(entry: unknown, index: number): string[] {
  const at = `acknowledgements[${index}]`;
  if (!isObject(entry)) return [`${at} must be an object with \`id\` and \`reason\``];
  const { id, reason, path } = entry;
  return [
    ...typeof id === 'string' && id !== '' ? [] : [`${at}: \`id\` must be the id of a rule`],
    ...typeof reason === 'string' && reason.trim() !== '' ? [] : [`${at}: \`reason\` must be a text that is not empty`],
    ...path === undefined || typeof path === 'string' ? [] : [`${at}: \`path\` must be a construct path`],
  ];
}
