import { testRule } from './rows';
import { PARAMETERS, resource, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { securityBrowserPrivate } from '../../src/rules/security/browser-private';

const inNetwork = (mode: unknown) => template({ Browser: resource('AWS::BedrockAgentCore::BrowserCustom', { Name: 'browser', NetworkConfiguration: { NetworkMode: mode } }) }, PARAMETERS);

testRule(securityBrowserPrivate, {
  fails: [['PUBLIC', inNetwork('PUBLIC'), 'S1/Browser: the network mode is `PUBLIC`; use the network mode `VPC`']],
  passes: [['VPC', inNetwork('VPC')]],
  doesNotApply: [['an app without browsers', {}]],
  isUnknown: [['a mode that is a parameter', inNetwork(UNKNOWN), 'the network mode of S1/Browser']],
});
