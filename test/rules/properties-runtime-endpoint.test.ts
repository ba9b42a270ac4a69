import { testRule } from './rows';
import { getAtt, PARAMETERS, resource, runtime, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { propertiesRuntimeEndpoint } from '../../src/rules/properties/runtime-endpoint';

const named = (Name: unknown) => template({ Docs: runtime(), Live: resource('AWS::BedrockAgentCore::RuntimeEndpoint', { AgentRuntimeId: getAtt('Docs', 'AgentRuntimeId'), Name }) }, PARAMETERS);

testRule(propertiesRuntimeEndpoint, {
  fails: [
    ['the name DEFAULT', named('DEFAULT'), 'S1/Live: the endpoint is named `DEFAULT`, which every runtime already has; use another name'],
  ],
  passes: [
    ['another name', named('live')],
  ],
  doesNotApply: [
    ['a runtime alone', template({ Docs: runtime() })],
  ],
  isUnknown: [
    ['a name that is a parameter', named(UNKNOWN), 'the name of S1/Live'],
  ],
});
