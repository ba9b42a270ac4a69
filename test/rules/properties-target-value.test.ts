import { testRule } from './rows';
import { IAM_ROLE, lambdaTarget, PARAMETERS, passthroughTarget, target, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { propertiesTargetValue } from '../../src/rules/properties/target-value';

const passthrough = (configuration: object) => withTarget(passthroughTarget({}, configuration as never), PARAMETERS);
const sticky = (configuration: object) => passthrough({ StickinessConfiguration: { Identifier: '$context.header.x-session-id', ...configuration } });

const connector = (...Configurations: object[]) => target({ Mcp: { Connector: { Source: { ConnectorId: 'web-search' }, Configurations } } }, { CredentialProviderConfigurations: IAM_ROLE });
const inference = (...Operations: object[]) => target({ Inference: { Provider: { Endpoint: 'https://models.example.com', Operations } } });

testRule(propertiesTargetValue, {
  fails: [
    ['an endpoint with a user', passthrough({ Endpoint: 'https://user@agent.example.com' }), 'S1/Target: endpoint `https://user@agent.example.com` is not https://, a host, and a path if there is one'],
    ['an endpoint with a query and no path', passthrough({ Endpoint: 'https://agent.example.com?version=1' }), 'endpoint `https://agent.example.com?version=1`'],
    ['a long endpoint', passthrough({ Endpoint: `https://agent.example.com/${'x'.repeat(2048)}` }), 'the endpoint has 2074 characters, but the service accepts 1 to 2048'],
    ['sessions of two days', sticky({ Timeout: 172800 }), 'the timeout of sessions has 172800 seconds, but the service accepts 1 to 86400; use 1 to 86400 seconds'],
    ['sessions of no time', sticky({ Timeout: '0' }), 'the timeout of sessions has 0 seconds'],
    ['sessions without identifier', sticky({ Identifier: '' }), 'the identifier of sessions has 0 characters'],
    ['a tool of a connector with a space', withTarget(connector({ Name: 'Web Search' })), 'S1/Target: `Web Search` is not the name of a tool of a connector'],
    ['a tool of a connector with a long description', withTarget(connector({ Name: 'WebSearch', Description: 'x'.repeat(2001) })), 'the description of the tool has 2001 characters'],
    ['an operation without slash', withTarget(inference({ Path: 'v1/messages' })), '`v1/messages` is not a path; begin it with /'],
    ['a long model', withTarget(inference({ Path: '/v1/messages', Models: [{ Model: 'x'.repeat(257) }] })), 'the model has 257 characters'],
    ['a provider without https', withTarget(target({ Inference: { Provider: { Endpoint: 'http://models.example.com' } } })), 'endpoint `http://models.example.com`'],
  ],
  passes: [
    ['a connector and its tool', withTarget(connector({ Name: 'WebSearch', Description: 'Searches the web.' }))],
    ['a provider', withTarget(inference({ Path: '/v1/messages', Models: [{ Model: 'claude-*' }] }))],
    ['an endpoint', passthrough({ Endpoint: 'https://agent.example.com:8443/a2a?version=1' })],
    ['sessions', sticky({ Timeout: 3600 })],
  ],
  doesNotApply: [['an app without such targets', withTarget(lambdaTarget())]],
  isUnknown: [['a timeout that is a parameter', sticky({ Timeout: UNKNOWN }), 'Timeout` of S1/Target']],
});
