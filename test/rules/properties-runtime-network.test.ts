import { testRule } from './rows';
import { CONDITIONS, gateway, ref, resource, runtime, template } from '../../build-tools/rule-examples/templates';
import { propertiesRuntimeNetwork } from '../../src/rules/properties/runtime-network';

const VPC = { SecurityGroups: ['sg-1'], Subnets: ['subnet-1'] };
const net = (NetworkConfiguration: unknown) => template({ Docs: runtime({ NetworkConfiguration }) }, CONDITIONS);

testRule(propertiesRuntimeNetwork, {
  fails: [
    ['VPC without subnets', net({ NetworkMode: 'VPC' }), 'S1/Docs: the network mode is `VPC`, but there is no `NetworkModeConfig`; add `NetworkConfiguration.NetworkModeConfig` with subnets and security groups'],
    ['PUBLIC with subnets', net({ NetworkMode: 'PUBLIC', NetworkModeConfig: VPC }), 'the network mode is `PUBLIC`, but there is a `NetworkModeConfig`'],
    ['a browser in a VPC without subnets', template({ Browser: resource('AWS::BedrockAgentCore::BrowserCustom', { NetworkConfiguration: { NetworkMode: 'VPC' } }) }), 'there is no `VpcConfig`'],
  ],
  passes: [
    ['VPC with subnets', net({ NetworkMode: 'VPC', NetworkModeConfig: VPC })],
    ['a code interpreter without network', template({ Sandbox: resource('AWS::BedrockAgentCore::CodeInterpreterCustom', { NetworkConfiguration: { NetworkMode: 'SANDBOX' } }) })],
  ],
  doesNotApply: [
    ['an app without runtimes', template({ Gateway: gateway() })],
  ],
  isUnknown: [
    ['subnets under a condition', net({ NetworkMode: 'VPC', NetworkModeConfig: { 'Fn::If': ['Sometimes', VPC, ref('AWS::NoValue')] } }), 'the network of S1/Docs'],
  ],
});
