import { placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { evaluateChanges } from './lib/changed';

export const namesGatewayRenamed: Rule = {
  id: 'names-gateway-renamed',
  group: 'names',
  severity: 'error',
  sentence: 'A deployed gateway keeps its name.',
  why: 'The service does not rename an existing gateway. CloudFormation plans the change as an update without interruption.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_UpdateGateway.html',
  evaluate: (input) => evaluateChanges(input, (evaluation, { name, ...gateway }, { name: old }) => {
    if (!name || !old) return;
    if (name.text === old.text) return evaluation.pass();
    if (!name.known || !old.known) return evaluation.unknown(`it is unknown until deployment whether the name of ${gateway.path} changes`);
    evaluation.fail({
      at: placeOf(gateway),
      message: `the name of the deployed gateway changes from \`${old.text}\` to \`${name.text}\` under the same logical ID`,
      fix: 'keep the name, or also change the logical ID to create a new gateway',
    });
  }),
};
