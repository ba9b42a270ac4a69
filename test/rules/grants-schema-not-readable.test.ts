import { allow, role, rolePolicy, usesRole } from './roles';
import { testRule } from './rows';
import { gateway, lambdaTarget, sub, target, template } from '../../build-tools/rule-examples/templates';
import { schemaNotReadable } from '../../src/rules/grants/schema-not-readable';

const app = (more: object, statements: object[] = []) => template({ Role: role(statements as never), Gateway: gateway(usesRole), ...more } as never);
const pets = target({ Mcp: { OpenApiSchema: { S3: { Uri: 's3://bucket/pets.json' } } } });
const read = (resource: unknown) => allow('s3:GetObject', resource);

testRule(schemaNotReadable, {
  fails: [
    ['a role without the permission, and names what the role that deploys needs', app({ Pets: pets }),
      'role S1/Role of gateway S1/Gateway is not allowed `s3:GetObject` on `s3://bucket/pets.json`, and target S1/Pets needs that to read its schema; '
      + 'allow role S1/Role `s3:GetObject` on `arn:${AWS::Partition}:s3:::bucket/pets.json`, in a policy that target S1/Pets depends on, and allow the same to the role that deploys the stack'],
    ['a permission for another bucket', app({ Pets: pets, Policy: rolePolicy([read(sub('arn:${AWS::Partition}:s3:::other/*'))]) }), '`s3:GetObject` on `s3://bucket/pets.json`'],
  ],
  passes: [
    ['a role with the permission', app({ Pets: pets }, [read('arn:aws:s3:::bucket/pets.json')])],
    ['a role with a permission for the bucket', app({ Pets: pets }, [read('arn:aws:s3:::bucket/*')])],
  ],
  doesNotApply: [['a schema in the template', app({ Weather: lambdaTarget() })]],
  isUnknown: [['a role that is not in the templates', template({ Gateway: gateway(), Pets: pets } as never), 'the role of gateway S1/Gateway is not in the templates']],
});
