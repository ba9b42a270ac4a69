import { testRule } from './rows';
import { CONDITIONS, engine, gateway, policy, resource, runtime, sub, template } from '../../build-tools/rule-examples/templates';
import { namesDuplicateResource } from '../../src/rules/names/duplicate-resource';

const HERE = { account: '111122223333', region: 'eu-west-1' };
const app = (resources: object, more = {}) => template({ ...resources }, { ...CONDITIONS, ...more });

testRule(namesDuplicateResource, {
  fails: [
    ['two gateways', app({ One: gateway(), Two: gateway() }), 'S1/Two: gateway name `tools` is already used by S1/One; rename one of the two (with S1/One)'],
    ['two runtimes', app({ One: runtime(), Two: runtime() }), 'runtime name `docs` is already used by S1/One'],
    ['two policy engines', app({ Engine: engine(), Two: engine() }), 'policy engine name `engine` is already used by S1/Engine'],
    ['two policies of one engine', app({ Engine: engine(), One: policy(), Two: policy() }), 'policy name `permit_all` is already used by S1/One'],
    ['two credential providers', app(Object.fromEntries(['One', 'Two'].map((id) => [id, resource('AWS::BedrockAgentCore::ApiKeyCredentialProvider', { Name: 'key' })]))), 'API key credential provider name `key`'],
    ['two stacks of one account and region', [{ template: app({ One: gateway() }), ...HERE }, { template: app({ Two: gateway() }), ...HERE }], 'S2/Two: gateway name `tools` is already used by S1/One'],
  ],
  passes: [
    ['two names', app({ One: gateway(), Two: gateway({ Name: 'more' }) })],
    ['two regions', [{ template: app({ One: gateway() }), ...HERE }, { template: app({ Two: gateway() }), ...HERE, region: 'us-east-1' }]],
    ['policies of two engines', app({ Engine: engine(), Other: engine({ Name: 'other' }), One: policy(), Two: policy({ PolicyEngineId: { 'Fn::GetAtt': ['Other', 'PolicyEngineId'] } }) })],
    ['a gateway and a runtime', app({ One: gateway({ Name: 'docs' }), Two: runtime() })],
  ],
  doesNotApply: [['an app without names', {}]],
  isUnknown: [
    ['stacks for any environment', [app({ One: gateway() }), app({ Two: gateway() })], 'whether S1/One and S2/Two, which have the same name, are in the same account and region'],
    ['alternatives', app({ One: { ...gateway(), Condition: 'Sometimes' }, Two: { ...gateway(), Condition: 'Else' } }), 'are both created'],
    ['stacks whose names have the region in them', [app({ One: gateway({ Name: sub('tools-${AWS::Region}') }) }), app({ Two: gateway({ Name: sub('tools-${AWS::Region}') }) })], 'are in the same account and region'],
  ],
});
