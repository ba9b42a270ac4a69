import { testRule } from './rows';
import { IAM_ROLE, lambdaTarget, target, withTarget } from '../../build-tools/rule-examples/templates';
import { propertiesWebSearchRegion } from '../../src/rules/properties/web-search-region';

const connector = (id: string, region?: string) => {
  const template = withTarget(target({ Mcp: { Connector: { Source: { ConnectorId: id }, Enabled: ['WebSearch'] } } }, { CredentialProviderConfigurations: IAM_ROLE }));
  return region === undefined ? template : { template, region };
};

testRule(propertiesWebSearchRegion, {
  fails: [
    ['a region without web search', connector('web-search', 'eu-south-2'), 'S1/Target: web search is not known to be available in `eu-south-2`; create the gateway in us-east-1,'],
  ],
  passes: [
    ['a region with web search', connector('web-search', 'us-east-1')],
  ],
  doesNotApply: [
    ['another connector', connector('bedrock-knowledge-bases', 'eu-south-2')],
    ['a function', { template: withTarget(lambdaTarget()), region: 'eu-south-2' }],
  ],
  isUnknown: [['a stack for any region', connector('web-search'), 'the region of S1/Target']],
});
