import { testRule } from './rows';
import { engine, gateway, getAtt, lambdaTarget, mcpTarget, policy, ref, resource, template, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { namesAttribute } from '../../src/rules/names/attribute';

const role = { Role: resource('AWS::IAM::Role') };
const fn = { Fn: resource('AWS::Lambda::Function'), Live: resource('AWS::Lambda::Alias', { FunctionName: ref('Fn') }) };
const intercepted = (arn: unknown) => ({ InterceptorConfigurations: [{ InterceptionPoints: ['REQUEST'], Interceptor: { Lambda: { Arn: arn } } }] });
const lambda = (arn: unknown) => withTarget(lambdaTarget({
  TargetConfiguration: { Mcp: { Lambda: { LambdaArn: arn, ToolSchema: { InlinePayload: [] } } } },
}), fn);

testRule(namesAttribute, {
  fails: [
    ['a gateway by its URL', withTarget(lambdaTarget({ GatewayIdentifier: getAtt('Gateway', 'GatewayUrl') })),
      'S1/Target: `GatewayIdentifier` references S1/Gateway by `GatewayUrl`, but requires `GatewayIdentifier`; use `Fn::GetAtt` with `GatewayIdentifier` (with S1/Gateway)'],
    ['a gateway by its ARN', withTarget(lambdaTarget({ GatewayIdentifier: getAtt('Gateway', 'GatewayArn') })), 'by `GatewayArn`'],
    ['a role by its name', template({ Gateway: gateway({ RoleArn: ref('Role') }), ...role }), '`RoleArn` references S1/Role by `Ref`, but requires `Arn`'],
    ['a function by its name', lambda(ref('Fn')), '`TargetConfiguration.Mcp.Lambda.LambdaArn` references S1/Fn by `Ref`, but requires `Arn`'],
    ['an engine by its ARN', template({ Engine: engine(), Policy: policy({ PolicyEngineId: ref('Engine') }) }), '`PolicyEngineId` references S1/Engine by `PolicyEngineArn`, but requires `PolicyEngineId`'],
    ['an interceptor by its name', template({ Gateway: gateway(intercepted(ref('Fn'))), ...fn }), '`InterceptorConfigurations.*.Interceptor.Lambda.Arn` references S1/Fn by `Ref`, but requires `Arn`'],
    ['a source of logs by its id', template({ Gateway: gateway(), Logs: resource('AWS::Logs::DeliverySource', { ResourceArn: ref('Gateway') }) }), '`ResourceArn` references S1/Gateway by `GatewayIdentifier`, but requires `GatewayArn`'],
    ['a gateway behind a gateway by its id', withTarget(mcpTarget(ref('Inner')), { Inner: gateway({ Name: 'inner' }) }), 'requires `GatewayUrl`'],
  ],
  passes: [
    ['ids and ARNs', withTarget(lambdaTarget({ GatewayIdentifier: getAtt('Gateway', 'GatewayIdentifier') }), { Gateway: gateway({ RoleArn: getAtt('Role', 'Arn') }), ...role })],
    ['an interceptor by its ARN', template({ Gateway: gateway(intercepted(getAtt('Fn', 'Arn'))), ...fn })],
    ['a function by its ARN', lambda(getAtt('Fn', 'Arn'))], ['an alias', lambda(ref('Live'))], ['a gateway by its id', withTarget(lambdaTarget())],
  ],
  doesNotApply: [['references to what is elsewhere', template({ Gateway: gateway() })], ['parameters', withTarget(lambdaTarget({ GatewayIdentifier: UNKNOWN }))]],
  isUnknown: [],
});
