import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const securityDebugDetails: Rule = {
  id: 'security-debug-details',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'A gateway does not return error details to callers.',
  why: 'With the exception level DEBUG, callers see function names and missing permissions of the gateway\'s role. Prowler fails such gateways.',
  source: 'https://github.com/prowler-cloud/prowler/issues/12627',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => {
    const level = gateway.exceptionLevel;
    if (level && !level.known) return evaluation.unknown(`the exception level of ${gateway.path} is unresolved until deployment`);
    if (level?.text !== 'DEBUG') return evaluation.pass();
    evaluation.fail({ at: placeOf(gateway), message: 'the exception level is `DEBUG`', fix: 'remove `ExceptionLevel`' });
  }),
};
