import { testRule } from './rows';
import { gateway, lambdaTarget, ref, template, withTarget } from '../../build-tools/rule-examples/templates';
import { authTargetElsewhere } from '../../src/rules/auth/target-elsewhere';

/** A gateway in one stack, and a target of it in another. */
const stacks = (region: string | undefined, targetRegion: string | undefined) => [
  { template: template({ Gateway: gateway() }, { Outputs: { Id: { Value: ref('Gateway') } } }), stackName: 'Tools', region },
  { template: template({ Target: lambdaTarget({ GatewayIdentifier: { 'Fn::GetStackOutput': { StackName: 'Tools', OutputName: 'Id', Region: region } } }) }), region: targetRegion },
];

testRule(authTargetElsewhere, {
  fails: [['a gateway in another region', stacks('us-east-1', 'eu-west-1'),
    'S2/Target: the target is in region `eu-west-1`, but its gateway S1/Gateway is in `us-east-1`; create the target in a stack in region `us-east-1` (with S1/Gateway)']],
  passes: [['one stack', withTarget(lambdaTarget())]],
  doesNotApply: [['a gateway elsewhere', withTarget(lambdaTarget({ GatewayIdentifier: 'tools-abcdefghij' }))]],
  isUnknown: [['stacks for any environment', stacks(undefined, undefined), 'whether S2/Target is in the account and region of S1/Gateway']],
});
