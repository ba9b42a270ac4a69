import { apiKeyProvider } from './roles';
import { testRule } from './rows';
import { engine, gateway, getAtt, lambdaTarget, PARAMETERS, policy, ref, resource, runtime, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { namesReplaced } from '../../src/rules/names/replaced';

const app = (resources: object) => template({ ...resources }, PARAMETERS);
const before = (resources: object) => ({ deployed: app(resources) });
/** Two stacks, of which `late` is updated after `early`, with a gateway in one of them. */
const moved = (to: 'early' | 'late') => ['early', 'late'].map((id) => ({
  id, template: app(id === to ? { Moved: gateway() } : { Other: resource('AWS::SNS::Topic') }), ...id === 'late' ? { dependencies: ['early'] } : {},
}));
const key = { Key: resource('AWS::KMS::Key') };
const encrypted = { ...key, Engine: engine({ EncryptionKeyArn: getAtt('Key', 'Arn') }) };

testRule(namesReplaced, {
  fails: [
    ['a gateway', app({ New: gateway() }), 'S1/New: gateway name `tools` belongs to the deployed `Old`, but the new `New` uses it too; use another name, or the logical ID `Old`', before({ Old: gateway() })],
    ['a target', app({ Gateway: gateway(), New: lambdaTarget() }), 'target name `weather` belongs to the deployed `Old`', before({ Gateway: gateway(), Old: lambdaTarget() })],
    ['a policy', app({ Engine: engine(), New: policy() }), 'policy name `permit_all` belongs to the deployed `Old`', before({ Engine: engine(), Old: policy() })],
    ['an engine', app({ New: engine() }), 'policy engine name `engine` belongs to the deployed `Old`', before({ Old: engine() })],
    ['a runtime', app({ New: runtime() }), 'runtime name `docs` belongs to the deployed `Old`', before({ Old: runtime() })],
    ['an engine that gets a key', app(encrypted), 'S1/Engine: the change of `EncryptionKeyArn` replaces the policy engine, but the name `engine` does not change; also change the name, or keep `EncryptionKeyArn`',
      before({ Engine: engine() })],
    ['a gateway that moves to an earlier stack', moved('early'),
      'early/Moved: gateway name `tools` belongs to the deployed late/Moved, and stack early, which uses it too, is updated before stack late deletes it; use another name, or deploy twice: first without the resource, then with it in its new stack',
      { deployed: moved('late') }],
    ['a role', app({ New: resource('AWS::IAM::Role', { RoleName: 'tools' }) }), 'role name `tools` belongs to the deployed `Old`', before({ Old: resource('AWS::IAM::Role', { RoleName: 'tools' }) })],
    ['a credential provider', app({ New: apiKeyProvider() }), 'credential provider name `', before({ Old: apiKeyProvider() })],
    ['a template file of another name', { id: 'Tools', template: app({ New: gateway() }) }, 'belongs to the deployed `Old`', { deployed: { id: 'saved-last-week', template: app({ Old: gateway() }) } }],
    ['a stack of the same name', [{ id: 'Prod/Tools', stackName: 'tools', template: app({ New: gateway() }) }, app({})], 'belongs to the deployed `Old`',
      { deployed: [{ id: 'x', stackName: 'tools', template: app({ Old: gateway() }) }, app({})] }],
  ],
  passes: [
    ['a gateway that moves to a later stack', moved('late'), { deployed: moved('early') }],
    ['roles whose names CloudFormation generates', app({ Gateway: gateway(), New: resource('AWS::IAM::Role') }), before({ Gateway: gateway(), Old: resource('AWS::IAM::Role') })],
    ['the same logical id', app({ Gateway: gateway({ Description: 'new' }) }), before({ Gateway: gateway() })],
    ['another name', app({ New: gateway({ Name: 'more' }) }), before({ Old: gateway() })],
    ['a target that moves to another gateway', app({ Gateway: gateway(), More: gateway({ Name: 'more' }), New: lambdaTarget({ GatewayIdentifier: ref('More') }) }), before({ Gateway: gateway(), Old: lambdaTarget() })],
    ['the same key', { id: 'Tools', template: app(encrypted) }, { deployed: { id: 'old', template: app(encrypted) } }],
  ],
  doesNotApply: [['an app that is not compared', app({ Gateway: gateway() })]],
  isUnknown: [
    ['a name that is a parameter', app({ New: gateway({ Name: UNKNOWN }) }), 'the name of S1/New', before({ Old: gateway() })],
    ['names that are exchanged', app({ One: gateway({ Name: 'b' }), Two: gateway({ Name: 'a' }) }), 'releases the name', before({ One: gateway({ Name: 'a' }), Two: gateway({ Name: 'b' }) })],
    ['a gateway that moves to another stack', [app({}), app({ New: gateway() })], 'in another stack', { deployed: [app({ Old: gateway() }), app({})] }],
  ],
});
