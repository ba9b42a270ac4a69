import { testRule } from './rows';
import { engine, PARAMETERS, policy, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { limitsStatementLengthNear } from '../../src/rules/limits/statement-length';

const withStatement = (statement: unknown) => template({ Engine: engine(), Policy: policy({}, statement) }, PARAMETERS);

testRule(limitsStatementLengthNear, {
  fails: [['8,000 characters', withStatement('permit(principal, action, resource);'.padEnd(8000)), 'S1/Policy: there are 8,000 characters in the statement, and the limit is 10,000']],
  passes: [['7,999 characters', withStatement('permit(principal, action, resource);'.padEnd(7999))]],
  doesNotApply: [['more than allowed, which another rule reports', withStatement(''.padEnd(10_001))]],
  isUnknown: [['a statement that is a parameter', withStatement(UNKNOWN), 'the length of the statement of S1/Policy']],
});
