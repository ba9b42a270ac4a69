import { testRule } from './rows';
import { gateway, resource, template } from '../../build-tools/rule-examples/templates';
import { limitsTemplateSize } from '../../src/rules/limits/template-size';

const ofBytes = (bytes: number) => template({ Gateway: gateway(), Text: resource('AWS::SSM::Parameter', { Value: 'x'.repeat(bytes) }) });

testRule(limitsTemplateSize, {
  fails: [['more than 1 MB', ofBytes(1024 * 1024), 'S1: there are 1,048,834 bytes']],
  passes: [['less', ofBytes(1024 * 1024 - 500)]],
  doesNotApply: [['a stack without gateways', template({ Text: resource('AWS::SSM::Parameter', { Value: 'x'.repeat(1024 * 1024) }) })]],
  isUnknown: [],
});
