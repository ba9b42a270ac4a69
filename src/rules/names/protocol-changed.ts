import { placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { evaluateChanges } from './lib/changed';

export const namesProtocolChanged: Rule = {
  id: 'names-protocol-changed',
  group: 'names',
  severity: 'warning',
  sentence: 'A deployed gateway keeps its protocol type.',
  why: 'What becomes of targets of the other protocol is not documented; CloudFormation plans the change as an update without interruption.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_UpdateGateway.html',
  evaluate: (input) => evaluateChanges(input, (evaluation, gateway, before) => {
    const [now, old] = [gateway.protocol, before.protocol];
    if (now === 'unknown' || old === 'unknown') return evaluation.unknown(`only the deployment knows whether the protocol type of ${gateway.path} changes`);
    if (now === old) return evaluation.pass();
    const name = (protocol: string) => protocol === 'none' ? 'no protocol type' : `the protocol type \`${protocol}\``;
    evaluation.fail({
      at: placeOf(gateway),
      message: `the gateway has ${name(old)} as deployed and changes to ${name(now)}`,
      fix: 'make a new gateway: another logical id and another name',
    });
  }),
};
