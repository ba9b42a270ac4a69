import { testRule } from './rows';
import { PARAMETERS, runtime, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { securityRuntimePrivate } from '../../src/rules/security/runtime-private';

const inNetwork = (mode: unknown) => template({ Docs: runtime({ NetworkConfiguration: { NetworkMode: mode } }) }, PARAMETERS);

testRule(securityRuntimePrivate, {
  fails: [
    ['PUBLIC', inNetwork('PUBLIC'), 'S1/Docs: the network mode is `PUBLIC`; use the network mode `VPC`, with subnets and security groups'],
    ['no mode', template({ Docs: runtime({ NetworkConfiguration: { Ref: 'AWS::NoValue' } }) }), 'the network mode is not set, which means `PUBLIC`'],
  ],
  passes: [['VPC', inNetwork('VPC')]],
  doesNotApply: [['an app without runtimes', {}]],
  isUnknown: [['a mode that is a parameter', inNetwork(UNKNOWN), 'the network mode of S1/Docs'], ['a network that is a parameter', template({ Docs: runtime({ NetworkConfiguration: UNKNOWN }) }, PARAMETERS), 'the network mode of S1/Docs']],
});
