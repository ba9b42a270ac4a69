import { testRule } from './rows';
import { PARAMETERS, resource, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { securityCodeInterpreterPrivate } from '../../src/rules/security/code-interpreter-private';

const inNetwork = (mode: unknown) => template({ Code: resource('AWS::BedrockAgentCore::CodeInterpreterCustom', { Name: 'code', NetworkConfiguration: { NetworkMode: mode } }) }, PARAMETERS);

testRule(securityCodeInterpreterPrivate, {
  fails: [['PUBLIC', inNetwork('PUBLIC'), 'S1/Code: the network mode is `PUBLIC`; use the network mode `VPC`'], ['SANDBOX', inNetwork('SANDBOX'), 'the network mode is `SANDBOX`']],
  passes: [['VPC', inNetwork('VPC')]],
  doesNotApply: [['an app without code interpreters', {}]],
  isUnknown: [['a mode that is a parameter', inNetwork(UNKNOWN), 'the network mode of S1/Code']],
});
