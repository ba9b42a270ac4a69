import { placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { evaluateChanges } from './lib/changed';

export const namesProtocolChanged: Rule = {
  id: 'names-protocol-changed',
  group: 'names',
  severity: 'warning',
  sentence: 'A deployed gateway keeps its protocol type.',
  why: 'AWS does not document what happens to targets of the other protocol. CloudFormation plans the change as an update without interruption.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_UpdateGateway.html',
  evaluate: (input) => evaluateChanges(input, (evaluation, gateway, before) => {
    const [now, old] = [gateway.protocol, before.protocol];
    if (now === 'unknown' || old === 'unknown') return evaluation.unknown(`it is unknown until deployment whether the protocol type of ${gateway.path} changes`);
    if (now === old) return evaluation.pass();
    const name = (protocol: string) => protocol === 'none' ? 'no protocol type' : `the protocol type \`${protocol}\``;
    evaluation.fail({
      at: placeOf(gateway),
      message: `the deployed gateway changes from ${name(old)} to ${name(now)}`,
      fix: 'create a new gateway with another logical ID and another name',
    });
  }),
};
