import { testRule } from './rows';
import { withEngine, engine, gateway, lambdaTarget, policy, runtime, template, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { namesValue } from '../../src/rules/names/value';

const enforced = (mode: unknown) => template({ Engine: engine(), Gateway: gateway({ ProtocolType: undefined, ...withEngine(mode) }) }, { Parameters: { Unknown: { Type: 'String' } } });
const intercepted = (...points: unknown[]) => template({ Gateway: gateway({ InterceptorConfigurations: [{ InterceptionPoints: points }] }) });

testRule(namesValue, {
  fails: [
    ['a mode of a policy engine', enforced('ENFORCED'), 'S1/Gateway: mode of the policy engine `ENFORCED` is not one of `LOG_ONLY`, `ENFORCE`; write one of these'],
    ['another case', template({ Gateway: gateway({ ProtocolType: 'mcp' }) }), 'protocol type `mcp` is not one of `MCP`; write `MCP`'],
    ['one interception point of two', intercepted('REQUEST', 'PRE_REQUEST'), 'interception point `PRE_REQUEST`'],
    ['an exception level', template({ Gateway: gateway({ ExceptionLevel: 'INFO' }) }), 'exception level `INFO`'],
    ['a search type', template({ Gateway: gateway({ ProtocolConfiguration: { Mcp: { SearchType: 'HYBRID' } } }) }), 'search type `HYBRID`'],
    ['the mode of a gateway in a policy', template({ Engine: engine(), Policy: policy({ EnforcementMode: 'ENFORCE' }) }), 'enforcement mode `ENFORCE`'],
    ['a validation mode', template({ Engine: engine(), Policy: policy({ ValidationMode: 'IGNORE' }) }), 'validation mode `IGNORE`'],
    ['a protocol of a runtime', template({ Docs: runtime({ ProtocolConfiguration: 'MPC' }) }), 'protocol `MPC`'],
    ['a network mode', template({ Docs: runtime({ NetworkConfiguration: { NetworkMode: 'PRIVATE' } }) }), 'network mode `PRIVATE`'],
  ],
  passes: [['supported values', enforced('ENFORCE')], ['both interception points', intercepted('REQUEST', 'RESPONSE')], ['a runtime', template({ Docs: runtime() })]],
  doesNotApply: [['settings that are not set', withTarget(lambdaTarget(), { Gateway: gateway({ ProtocolType: undefined }) })]],
  isUnknown: [['a mode that is a parameter', enforced(UNKNOWN), 'mode of the policy engine of S1/Gateway']],
});
