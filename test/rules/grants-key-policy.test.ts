import { role } from './roles';
import { testRule } from './rows';
import { gateway, getAtt, PARAMETERS, resource, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { keyPolicy } from '../../src/rules/grants/key-policy';

const encrypted = (KeyPolicy: unknown) => template({
  Role: role(),
  Key: resource('AWS::KMS::Key', { KeyPolicy }),
  Gateway: gateway({ RoleArn: getAtt('Role', 'Arn'), KmsKeyArn: getAtt('Key', 'Arn') }),
}, PARAMETERS);
const allows = (properties: object) => encrypted({ Statement: [{ Effect: 'Allow', Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } }, Action: 'kms:*', Resource: '*', ...properties }] });

testRule(keyPolicy, {
  fails: [
    ['a key for another role', allows({ Principal: { AWS: 'arn:aws:iam::111122223333:role/security' } }), 'S1/Gateway: the policy of key S1/Key allows neither the account nor the role of gateway S1/Gateway'],
    ['a key that may only decrypt', allows({ Action: 'kms:Decrypt' }), '`kms:GenerateDataKey`, `kms:DescribeKey` and `kms:CreateGrant`'],
    ['an action that there is not', allows({ Action: 'kms:(' }), '`kms:Decrypt`, `kms:GenerateDataKey`, `kms:DescribeKey` and `kms:CreateGrant`'],
    ['a policy without statements', encrypted({ Statement: [] }), 'S1/Gateway'],
  ],
  passes: [
    ['a key that leaves everything to IAM', allows({})],
    ['a key for the role', allows({ Principal: { AWS: getAtt('Role', 'Arn') }, Action: ['kms:Decrypt', 'kms:GenerateDataKey*', 'kms:DescribeKey', 'kms:CreateGrant'] })],
    ['a key for everyone', allows({ Principal: '*' })],
    ['actions with wildcards for one character', allows({ Action: ['kms:Decryp?', 'kms:GenerateDataKe?', 'kms:DescribeKey', 'kms:CreateGran?'] })],
    ['all actions but another', allows({ Action: undefined, NotAction: 'kms:ScheduleKeyDeletion' })],
  ],
  doesNotApply: [
    ['a gateway without key', template({ Gateway: gateway() })],
    ['a key without policy', template({ Key: resource('AWS::KMS::Key', {}), Gateway: gateway({ KmsKeyArn: getAtt('Key', 'Arn') }) })],
  ],
  isUnknown: [
    ['a policy that is a parameter', encrypted(UNKNOWN), 'the policy of key S1/Key'],
  ],
});
