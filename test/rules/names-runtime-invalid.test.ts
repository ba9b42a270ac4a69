import { testRule } from './rows';
import { getAtt, PARAMETERS, resource, runtime, sub, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { namesRuntimeInvalid } from '../../src/rules/names/runtime-invalid';

const named = (name: unknown, endpoint: unknown = 'live') => template({
  Docs: runtime({ AgentRuntimeName: name }),
  Live: resource('AWS::BedrockAgentCore::RuntimeEndpoint', { AgentRuntimeId: getAtt('Docs', 'AgentRuntimeId'), Name: endpoint }),
}, PARAMETERS);

testRule(namesRuntimeInvalid, {
  fails: [
    ['a hyphen', named('docs-server'), 'S1/Docs: runtime name `docs-server` contains the character `-`; use 1 to 48 letters, digits and underscores, starting with a letter'],
    ['a digit in front', named('2docs'), 'runtime name `2docs` is not valid'],
    ['too many characters', named('d'.repeat(49)), 'has 49 characters'],
    ['a hyphen beside a function', named(sub('${AWS::StackName}-docs')), 'contains the character `-`'],
    ['an endpoint with a hyphen', named('docs', 'live-1'), 'S1/Live: endpoint name `live-1` contains the character `-`'],
  ],
  passes: [['names', named('docs_server')]],
  doesNotApply: [['an app without runtimes', {}]],
  isUnknown: [['a name that is a parameter', named(UNKNOWN), 'the runtime name of S1/Docs'], ['a secret in a name', named('{{resolve:ssm:name}}'), 'the runtime name of S1/Docs']],
});
