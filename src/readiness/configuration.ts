import type { IConstruct } from 'constructs';
import type { ReadinessOptions } from './readiness-options';
import { ScopedOptions } from '../synthesis/scoped-options';

const PROBES = Symbol.for('cdk-agentcore-gateway.ReadinessProbes');

export const READINESS_OPTIONS = new ScopedOptions<ReadinessOptions>('ReadinessOptions');

/** The options of a readiness check. From now on, they cannot change. */
export function optionsOfProbe(probe: IConstruct): ReadinessOptions {
  Object.defineProperty(probe, PROBES, { value: true });
  return READINESS_OPTIONS.of(probe);
}

/** A readiness check that already took its options from the scope. */
export function probeIn(scope: IConstruct): IConstruct | undefined {
  return scope.node.findAll().find((construct) => PROBES in construct);
}
