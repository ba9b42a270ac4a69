import { testRule } from './rows';
import { lambdaTarget, SMITHY, smithyTarget, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { schemasSmithyCustom } from '../../src/rules/schemas/smithy-custom';

testRule(schemasSmithyCustom, {
  fails: [['a service of your own', withTarget(smithyTarget({}, SMITHY.replace(',"aws.api#service":{"sdkId":"Pets"}', ''))),
    'the model does not describe an AWS service (it has no trait `aws.api#service`); Smithy targets are documented only for AWS services; ']],
  passes: [['an AWS service', withTarget(smithyTarget())]],
  doesNotApply: [['a Lambda function', withTarget(lambdaTarget())]],
  isUnknown: [['a model that is a parameter', withTarget(smithyTarget({}, UNKNOWN)), 'S1/Target: ']],
});
