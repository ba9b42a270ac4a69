import { testRule } from './rows';
import { engine, getAtt, join, PARAMETERS, policy, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { limitsStatementLength } from '../../src/rules/limits/statement-length';

const withStatement = (statement: unknown) => template({ Engine: engine(), Policy: policy({}, statement) }, PARAMETERS);
const PERMIT = 'permit(principal, action, resource == AgentCore::Gateway::"';

testRule(limitsStatementLength, {
  fails: [
    ['a statement that is too short', withStatement('permit(principal,action,resource);'),
      'S1/Policy: the statement has 34 characters, but must have 35 to 10,000; write a complete statement, such as `permit(principal, action, resource is AgentCore::Gateway);`'],
    ['a statement that is too long', withStatement(PERMIT.padEnd(10_001)), 'S1/Policy: the statement has 10,001 characters, but must have 35 to 10,000; split the policy'],
    ['a statement whose known part is too long', withStatement(join(PERMIT.padEnd(10_001), UNKNOWN, '");')), 'has at least 10,004 characters'],
  ],
  passes: [['a statement', withStatement('permit(principal, action, resource);')], ['a statement with an ARN', withStatement(join(PERMIT, getAtt('Engine', 'PolicyEngineArn'), '");'))]],
  doesNotApply: [['an app without policies', {}]],
  isUnknown: [['a statement that is a parameter', withStatement(UNKNOWN), 'the length of the statement of S1/Policy']],
});
