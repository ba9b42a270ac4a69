import { judgeEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const securityDebugDetails: Rule = {
  id: 'security-debug-details',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'A gateway does not tell callers the details of errors.',
  why: 'With the exception level DEBUG callers read names of functions and what the gateway\'s role may not do. Prowler fails such gateways.',
  source: 'https://github.com/prowler-cloud/prowler/issues/12627',
  judge: ({ model }) => judgeEach(model.gateways, (judgement, gateway) => {
    const level = gateway.exceptionLevel;
    if (level && !level.known) return judgement.cannotTell(`only the deployment knows the exception level of ${gateway.path}`);
    if (level?.text !== 'DEBUG') return judgement.pass();
    judgement.fail({ at: placeOf(gateway), message: 'the exception level is `DEBUG`', fix: 'remove `ExceptionLevel`' });
  }),
};
