import { role, usesRole } from './roles';
import { testRule } from './rows';
import { gateway, lambdaTarget, ref, target, template, tool } from '../../build-tools/rule-examples/templates';
import { authResourceElsewhere } from '../../src/rules/auth/resource-elsewhere';

const here = (properties: object, more: object = {}) => ({ account: '111122223333', region: 'eu-west-1', template: template({ Gateway: gateway(properties as never), ...more } as never) });

testRule(authResourceElsewhere, {
  fails: [
    ['a role of another account', here({ RoleArn: 'arn:aws:iam::444455556666:role/tools' }), 'S1/Gateway: its role is in account `444455556666`, but S1/Gateway is in `111122223333`; use a role in account `111122223333`'],
    ['a key of another region', here({ KmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/x' }), 'its KMS key is in region `us-east-1`'],
    ['a function of another region', here({}, { Weather: lambdaTarget({}, [tool('a')]), Far: target({ Mcp: { Lambda: { LambdaArn: 'arn:aws:lambda:us-east-1:111122223333:function:far', ToolSchema: { InlinePayload: [tool('a')] } } } }, { Name: 'far' }) }), 'S1/Far: its function is in region `us-east-1`'],
  ],
  passes: [
    ['everything in one place', here({})],
    ['a role of the stack', template({ Role: role(), Gateway: gateway(usesRole) })],
  ],
  doesNotApply: [
    ['a gateway without role', here({ RoleArn: ref('AWS::NoValue') })],
  ],
  isUnknown: [
    ['a stack for any account', template({ Gateway: gateway() }), 'the account of S1/Gateway or of its role'],
  ],
});
