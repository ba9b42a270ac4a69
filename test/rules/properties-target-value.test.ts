import { testRule } from './rows';
import { lambdaTarget, PARAMETERS, passthroughTarget, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { propertiesTargetValue } from '../../src/rules/properties/target-value';

const passthrough = (configuration: object) => withTarget(passthroughTarget({}, configuration as never), PARAMETERS);
const sticky = (configuration: object) => passthrough({ StickinessConfiguration: { Identifier: '$context.header.x-session-id', ...configuration } });

testRule(propertiesTargetValue, {
  fails: [
    ['an endpoint with a user', passthrough({ Endpoint: 'https://user@agent.example.com' }), 'S1/Target: endpoint `https://user@agent.example.com` is not https://, a host, and a path if there is one'],
    ['an endpoint with a query and no path', passthrough({ Endpoint: 'https://agent.example.com?version=1' }), 'endpoint `https://agent.example.com?version=1`'],
    ['a long endpoint', passthrough({ Endpoint: `https://agent.example.com/${'x'.repeat(2048)}` }), 'the endpoint has 2074 characters, but the service accepts 1 to 2048'],
    ['sessions of two days', sticky({ Timeout: 172800 }), 'the timeout of sessions has 172800 seconds, but the service accepts 1 to 86400; use 1 to 86400 seconds'],
    ['sessions of no time', sticky({ Timeout: '0' }), 'the timeout of sessions has 0 seconds'],
    ['sessions without identifier', sticky({ Identifier: '' }), 'the identifier of sessions has 0 characters'],
  ],
  passes: [
    ['an endpoint', passthrough({ Endpoint: 'https://agent.example.com:8443/a2a?version=1' })],
    ['sessions', sticky({ Timeout: 3600 })],
  ],
  doesNotApply: [['an app without such targets', withTarget(lambdaTarget())]],
  isUnknown: [['a timeout that is a parameter', sticky({ Timeout: UNKNOWN }), 'Timeout` of S1/Target']],
});
