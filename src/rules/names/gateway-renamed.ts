import { placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { evaluateChanges } from './lib/changed';

export const namesGatewayRenamed: Rule = {
  id: 'names-gateway-renamed',
  group: 'names',
  severity: 'error',
  sentence: 'A deployed gateway keeps its name.',
  why: 'The name in an update must be the one that the gateway was created with; CloudFormation plans the change as an update without interruption.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_UpdateGateway.html',
  evaluate: (input) => evaluateChanges(input, (evaluation, { name, ...gateway }, { name: old }) => {
    if (!name || !old) return;
    if (name.text === old.text) return evaluation.pass();
    if (!name.known || !old.known) return evaluation.unknown(`only the deployment knows whether the name of ${gateway.path} changes`);
    evaluation.fail({
      at: placeOf(gateway),
      message: `the gateway name is \`${old.text}\` as deployed and changes to \`${name.text}\` under the same logical id`,
      fix: 'keep the name, or change the logical id too, so that a new gateway is made',
    });
  }),
};
