import { testRule } from './rows';
import { lambdaTarget, openApiTarget, tool, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { schemasToolDescriptionMissing } from '../../src/rules/schemas/tool-description-missing';

const described = (description: unknown) => withTarget(lambdaTarget({}, [tool('forecast', { Description: description })]));

testRule(schemasToolDescriptionMissing, {
  fails: [
    ['an empty description', described(''), 'S1/Target: schema#/0: tool `forecast` has no description: `description` is `""`, but the service requires a string; describe what the tool does and when to use it'],
    ['no description', described({ Ref: 'AWS::NoValue' }), '`description` is missing'],
  ],
  passes: [['a description', withTarget(lambdaTarget())], ['a description that is a parameter', described(UNKNOWN)]],
  doesNotApply: [['an OpenAPI document', withTarget(openApiTarget())]],
  isUnknown: [['tools that are a parameter', withTarget(lambdaTarget({}, UNKNOWN)), 'S1/Target: ']],
});
