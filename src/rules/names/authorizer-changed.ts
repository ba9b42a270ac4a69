import { placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { evaluateChanges } from './lib/changed';

export const namesAuthorizerChanged: Rule = {
  id: 'names-authorizer-changed',
  group: 'names',
  severity: 'error',
  sentence: 'A deployed gateway keeps its authorizer type.',
  why: 'The service returns "Authorizer type cannot be updated for an existing gateway" and the stack rolls back. CloudFormation plans the change as an update without interruption.',
  source: 'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2578',
  evaluate: (input) => evaluateChanges(input, (evaluation, { authorizer: { type }, ...gateway }, before) => {
    const old = before.authorizer.type;
    if (!type || !old) return;
    if (type.text === old.text) return evaluation.pass();
    if (!type.known || !old.known) return evaluation.unknown(`it is unknown until deployment whether the authorizer type of ${gateway.path} changes`);
    evaluation.fail({
      at: placeOf(gateway),
      message: `the authorizer type of the deployed gateway changes from \`${old.text}\` to \`${type.text}\``,
      fix: 'keep the authorizer type, or create a new gateway with another logical ID and another name',
    });
  }),
};
