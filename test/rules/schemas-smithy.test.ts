import { testRule } from './rows';
import { lambdaTarget, SMITHY, smithyTarget, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { schemasSmithy } from '../../src/rules/schemas/smithy';

const app = (model: string) => withTarget(smithyTarget({}, model));

testRule(schemasSmithy, {
  fails: [
    ['another version', app(SMITHY.replace('"smithy":"2.0"', '"smithy":"1.0"')), 'S1/Target: schema#/smithy: `smithy` is `"1.0"`, but the service supports only the JSON AST of Smithy 2.0; '],
    ['another protocol', app(SMITHY.replace('restJson1', 'awsJson1_1')), 'the model declares the protocol `aws.protocols#awsJson1_1`'],
    ['no service', app('{"smithy":"2.0","shapes":{}}'), 'the model has no service shape'],
  ],
  passes: [['a model of an AWS service', withTarget(smithyTarget())]],
  doesNotApply: [['a Lambda function', withTarget(lambdaTarget())]],
  isUnknown: [['a model that is a parameter', withTarget(smithyTarget({}, UNKNOWN)), 'S1/Target: ']],
});
