import { testRule } from './rows';
import { lambdaTarget, tool, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { limitsToolsPerTargetNear } from '../../src/rules/limits/tools-per-target';

const withTools = (count: number) => withTarget(lambdaTarget({}, Array.from({ length: count }, (_, index) => tool(`t${index}`))));

testRule(limitsToolsPerTargetNear, {
  fails: [['800 tools', withTools(800), 'S1/Target: there are 800 tools, and the limit is 1,000']],
  passes: [['799 tools', withTools(799)]],
  doesNotApply: [['more than allowed, which another rule reports', withTools(1001)]],
  isUnknown: [['tools that are a parameter', withTarget(lambdaTarget({}, UNKNOWN)), 'S1/Target: ']],
});
