import { testRule } from './rows';
import { gateway, resource, template } from '../../build-tools/rule-examples/templates';
import { limitsTemplateSizeNear } from '../../src/rules/limits/template-size';

const ofBytes = (bytes: number) => template({ Gateway: gateway(), Text: resource('AWS::SSM::Parameter', { Value: 'x'.repeat(bytes) }) });

testRule(limitsTemplateSizeNear, {
  fails: [['850 KB', ofBytes(850 * 1024), 'bytes in the template, and the limit is 1,048,576; put schemas into S3, for example as assets, or move resources to another stack']],
  passes: [['750 KB', ofBytes(750 * 1024)]],
  doesNotApply: [['more than allowed, which another rule reports', ofBytes(1024 * 1024)]],
  isUnknown: [],
});
