import { isRecord, Resolved } from '../../model/value';
import { codeList } from '../../schema/json';
import { evaluateEach, placeOf, waits } from '../lib/places';
import type { Rule } from '../rule';

export const authTargetKind: Rule = {
  id: 'auth-target-kind',
  group: 'auth',
  severity: 'error',
  sentence: 'A target is configured as exactly one kind of target.',
  why: 'The service refuses a target that is two things at once. CloudFormation\'s schema does not look where a function such as Fn::GetAtt is inside.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_TargetConfiguration.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const { targetConfiguration } = target;
    if (waits(targetConfiguration)) return evaluation.unknown(`only the deployment knows the configuration of ${target.path}`);
    const members = membersOf(targetConfiguration, '').flatMap(([path, value]) => {
      // `Http: { Fn::If: … }` is one member, whatever it turns out to be.
      return waits(value) ? [path] : membersOf(value, `${path}.`).map(([inner]) => inner);
    });
    if (members.length === 1) return evaluation.pass();
    evaluation.fail({
      at: placeOf(target),
      message: members.length === 0 ? 'the target configuration names no kind of target' : `the target configuration names ${members.length} kinds of target: ${codeList(members)}`,
      fix: members.length === 0 ? 'add one, for example `Mcp.Lambda`' : 'keep one of them, and make another target of the other',
    });
  }),
};

function membersOf(value: Resolved, prefix: string): [string, Resolved][] {
  return isRecord(value) ? Object.entries(value).map(([key, member]) => [prefix + key, member]) : [];
}
