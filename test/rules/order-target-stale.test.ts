import { testRule } from './rows';
import { gateway, gatewayTarget, lambdaTarget, mcpRuntimeTarget, runtime, template } from '../../build-tools/rule-examples/templates';
import { targetStale } from '../../src/rules/order/target-stale';

const image = (tag: string) => runtime({ AgentRuntimeArtifact: { ContainerConfiguration: { ContainerUri: `docs:${tag}` } } });
const app = (tag: string, target: object = mcpRuntimeTarget('Docs')) => template({ Gateway: gateway(), Docs: image(tag), Target: target } as never);
const before = { deployed: app('1') };

testRule(targetStale, {
  fails: [
    ['a new version of a server', app('2'), 'S1/Target: `AgentRuntimeArtifact` of S1/Docs changes, but nothing makes the gateway read the tools of target S1/Target again; call SynchronizeGatewayTargets after the deployment', before],
    ['a new target of an inner gateway',
      template({ Gateway: gateway(), Inner: gateway({ Name: 'inner' }), Target: gatewayTarget('Inner'), Weather: lambdaTarget({ GatewayIdentifier: { Ref: 'Inner' } }) } as never),
      'target S1/Weather of inner gateway S1/Inner is created',
      { deployed: template({ Gateway: gateway(), Inner: gateway({ Name: 'inner' }), Target: gatewayTarget('Inner') } as never) }],
  ],
  passes: [
    ['a server that does not change', app('1'), before],
    ['a target that changes too', app('2', { ...mcpRuntimeTarget('Docs'), Properties: { ...mcpRuntimeTarget('Docs').Properties as object, Description: 'Version 2' } }), before],
    ['a target that is new', app('2', mcpRuntimeTarget('Docs')), { deployed: template({ Gateway: gateway(), Docs: image('1') } as never) }],
  ],
  doesNotApply: [['an app that is not compared', app('2')]],
  isUnknown: [],
});
