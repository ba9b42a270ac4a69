import { testRule } from './rows';
import { openApi, openApiTarget, withTarget } from '../../build-tools/rule-examples/templates';
import { limitsInlineSchemaNear } from '../../src/rules/limits/inline-schema';

const ofBytes = (bytes: number) => withTarget(openApiTarget({}, openApi().padEnd(bytes)));

testRule(limitsInlineSchemaNear, {
  fails: [['850 KB', ofBytes(850 * 1024), 'S1/Target: there are 870,400 bytes in the schema, and the limit is 1,048,576']],
  passes: [['750 KB', ofBytes(750 * 1024)]],
  doesNotApply: [['more than allowed, which another rule reports', ofBytes(1024 * 1024 + 1)]],
  isUnknown: [],
});
