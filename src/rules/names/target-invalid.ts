import { evaluateEach } from '../lib/places';
import type { Rule } from '../rule';
import { evaluateName } from './lib/name-form';
import { TARGET_NAME } from '../../service/names';

export const namesTargetInvalid: Rule = {
  id: 'names-target-invalid',
  group: 'names',
  severity: 'error',
  sentence: 'A target has a valid name.',
  why: 'The service rejects the target. CloudFormation\'s schema does not check names that contain intrinsic functions.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateGatewayTarget.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => evaluateName(evaluation, target, target.name, TARGET_NAME)),
};
