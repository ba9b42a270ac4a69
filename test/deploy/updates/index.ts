import { GATEWAYS } from './gateways';
import { INNER_GATEWAYS } from './inner-gateways';
import { SERVERS } from './servers';
import { SIZE } from './size';
import { STACKS } from './stacks';
import { UpdateCase } from './update-case';

/** Every update that is tried. */
export const UPDATES: UpdateCase[] = [...SERVERS, ...INNER_GATEWAYS, ...STACKS, ...GATEWAYS, ...SIZE];
