import { allow, role, rolePolicy, usesRole } from './roles';
import { testRule } from './rows';
import { gateway, lambdaTarget, oauth, PARAMETERS, smithyTarget, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { serviceNotAllowed } from '../../src/rules/grants/service-not-allowed';

/** The model of a service with operations. */
function model(service: object, operations: Readonly<Record<string, object>> = { GetItem: {}, PutItem: {} }): string {
  return JSON.stringify({
    smithy: '2.0',
    shapes: {
      'com.example#Tables': {
        type: 'service',
        version: '2012-08-10',
        operations: Object.keys(operations).map((name) => ({ target: `com.example#${name}` })),
        traits: { 'aws.protocols#restJson1': {}, ...service },
      },
      ...Object.fromEntries(Object.entries(operations).map(([name, traits]) => [`com.example#${name}`, { type: 'operation', traits }])),
    },
  });
}

const TABLES = model({ 'aws.api#service': { sdkId: 'Tables', arnNamespace: 'dynamodb' } });
const app = (more: object, statements: object[] = []) => template({ Role: role(statements as never), Gateway: gateway(usesRole), ...more } as never, PARAMETERS);

testRule(serviceNotAllowed, {
  fails: [
    ['a role without any action of the service', app({ Tables: smithyTarget({}, TABLES) }),
      'role S1/Role of gateway S1/Gateway is not allowed any action of `dynamodb`, and target S1/Tables needs that to call the operations of its Smithy model: `dynamodb:GetItem` and `dynamodb:PutItem`; '
      + 'allow the actions that the tools may use, on the resources that they may use: for targets of this library, in `additionalPermissions`'],
    ['a role with actions of another service', app({ Tables: smithyTarget({}, TABLES) }, [allow('s3:*', '*')]), '`dynamodb:GetItem`'],
    ['a role that is denied actions only', app({ Tables: smithyTarget({}, TABLES) }, [{ Effect: 'Deny', Action: 'dynamodb:*', Resource: '*' }]), '`dynamodb:GetItem`'],
    ['many operations, of which it names three', app({ Tables: smithyTarget({}, model({ 'aws.api#service': { arnNamespace: 'dynamodb' } }, { A: {}, B: {}, C: {}, D: {}, E: {} })) }),
      ': `dynamodb:A`, `dynamodb:B` and `dynamodb:C` and 2 more'],
    ['an action that the model names', app({ Tables: smithyTarget({}, model({ 'aws.api#service': { arnNamespace: 'lambda' } }, { Invoke: { 'aws.iam#iamAction': { name: 'InvokeFunction' } } })) }), '`lambda:InvokeFunction`'],
    ['an action that the model names as in older versions of Smithy', app({ Tables: smithyTarget({}, model({ 'aws.api#service': { arnNamespace: 'lambda' } }, { Invoke: { 'aws.iam#actionName': 'InvokeFunction' } })) }), '`lambda:InvokeFunction`'],
    ['a service that only its signing name identifies', app({ Tables: smithyTarget({}, model({ 'aws.api#service': { sdkId: 'Tables' }, 'aws.auth#sigv4': { name: 'tables' } })) }), '`tables:GetItem`'],
  ],
  passes: [
    ['a role with one action of the service', app({ Tables: smithyTarget({}, TABLES) }, [allow('dynamodb:GetItem', 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders')])],
    ['a role with everything', app({ Tables: smithyTarget({}, TABLES) }, [allow('*', '*')])],
    ['an action in capital letters', app({ Tables: smithyTarget({}, TABLES) }, [allow('DynamoDB:GetItem', '*')])],
  ],
  doesNotApply: [
    ['another kind of target', app({ Weather: lambdaTarget() })],
    ['a service that is not of AWS', app({ Tables: smithyTarget({}, model({})) })],
    ['a service that the model does not name', app({ Tables: smithyTarget() })],
    ['OAuth credentials', app({ Tables: smithyTarget({ CredentialProviderConfigurations: oauth() }, TABLES) })],
  ],
  isUnknown: [
    ['a role that is not in the templates', template({ Gateway: gateway(), Tables: smithyTarget({}, TABLES) } as never), 'the role of the gateway of target S1/Tables is not in the templates'],
    ['an action that is a parameter', app({ Tables: smithyTarget({}, TABLES) }, [allow(UNKNOWN as never, '*')]), 'it is unknown until deployment whether role S1/Role is allowed actions of `dynamodb`'],
    ['everything but something else', app({ Tables: smithyTarget({}, TABLES), Policy: rolePolicy([{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }]) }), 'is allowed actions of `dynamodb`'],
  ],
});
