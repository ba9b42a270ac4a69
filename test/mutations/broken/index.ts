import { AUTH } from './auth';
import { GRANTS } from './grants';
import { HTTP_FAULTS } from './http';
import { LIMITS } from './limits';
import { MEASURED } from './measured';
import { NAMES } from './names';
import { ORDER } from './order';
import { POLICIES } from './policies';
import { SCHEMA_FAULTS } from './schemas';
import { SURROUNDINGS } from './surroundings';
import type { Mutation } from '../mutation';

export const BROKEN: readonly Mutation[] = [...ORDER, ...GRANTS, ...AUTH, ...NAMES, ...LIMITS, ...SCHEMA_FAULTS, ...POLICIES, ...MEASURED, ...SURROUNDINGS, ...HTTP_FAULTS];
