import { isRecord, Resolved } from '../../model/value';
import { codeList } from '../../schema/json';
import { evaluateEach, placeOf, isUnresolved } from '../lib/places';
import type { Rule } from '../rule';

export const authTargetKind: Rule = {
  id: 'auth-target-kind',
  group: 'auth',
  severity: 'error',
  sentence: 'A target is configured as exactly one kind of target.',
  why: 'The service rejects a target of several kinds. CloudFormation\'s schema does not check values that contain intrinsic functions such as Fn::GetAtt.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_TargetConfiguration.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const { targetConfiguration } = target;
    if (isUnresolved(targetConfiguration)) return evaluation.unknown(`the configuration of ${target.path} is unresolved until deployment`);
    const members = membersOf(targetConfiguration, '').flatMap(([path, value]) => {
      // `Http: { Fn::If: … }` is one member, whichever branch applies.
      return isUnresolved(value) ? [path] : membersOf(value, `${path}.`).map(([inner]) => inner);
    });
    if (members.length === 1) return evaluation.pass();
    evaluation.fail({
      at: placeOf(target),
      message: members.length === 0 ? 'the target configuration names no kind of target' : `the target configuration names ${members.length} kinds of target: ${codeList(members)}`,
      fix: members.length === 0 ? 'add one, for example `Mcp.Lambda`' : 'keep one kind, and add a separate target for each other kind',
    });
  }),
};

function membersOf(value: Resolved, prefix: string): [string, Resolved][] {
  return isRecord(value) ? Object.entries(value).map(([key, member]) => [prefix + key, member]) : [];
}
