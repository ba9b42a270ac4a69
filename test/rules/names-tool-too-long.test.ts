import { testRule } from './rows';
import { gateway, gatewayTarget, lambdaTarget, mcpTarget, ref, sub, tool, withTarget } from '../../build-tools/rule-examples/templates';
import { namesToolTooLong } from '../../src/rules/names/tool-too-long';

const TOOL = 'get_severe_weather_alerts';
const named = (name: unknown, ...tools: string[]) => lambdaTarget({ Name: name }, tools.map((one) => tool(one)));
/** `Gateway` → `Inner` → the tool. */
const chain = (outer: unknown, inner: unknown, ...tools: string[]) => withTarget(gatewayTarget('Inner', { Name: outer }), {
  Inner: gateway({ Name: 'inner' }), Weather: { ...named(inner, ...tools), Properties: { ...(named(inner, ...tools).Properties as object), GatewayIdentifier: ref('Inner') } },
});
const SEARCH = { Gateway: gateway({ ProtocolConfiguration: { Mcp: { SearchType: 'SEMANTIC' } } }) };

testRule(namesToolTooLong, {
  fails: [
    ['a target name that is too long', withTarget(named('the-weather-service-of-the-whole-team-1', TOOL)),
      'S1/Target: tool name `the-weather-service-of-the-whole-team-1___get_severe_weather_alerts`, as listed by gateway S1/Gateway, has 67 characters, but models accept at most 64; '
      + 'shorten the target name `the-weather-service-of-the-whole-team-1` of S1/Target by 3 characters, to 36 (with S1/Gateway)'],
    ['a chain of gateways', chain('domain-tools-of-the-team', 'weather-service', TOOL),
      'S1/Target: tool name `domain-tools-of-the-team___weather-service___get_severe_weather_alerts`, as listed by gateway S1/Gateway, has 70 characters, but models accept at most 64; '
      + 'shorten the target name `domain-tools-of-the-team` of S1/Target by 6 characters, to 18 (with S1/Gateway, S1/Weather)'],
    ['a chain in which no name alone can give way', chain('domain-tools-of-the-whole-team', 'weather-service-of-the-team', `${TOOL}_of_a_region`, 'alerts'),
      'shorten the target names `domain-tools-of-the-whole-team`, `weather-service-of-the-team` by 36 characters in total'],
    ['a tool name that is too long by itself', withTarget(named('weather', 't'.repeat(62), 't'.repeat(63))),
      'has 73 characters, but models accept at most 64 (1 more tool of the target is too long); '
      + `shorten the tool name \`${'t'.repeat(63)}\` by 9 characters, or shorten it less and also shorten the target name \`weather\``],
    ['a target of a gateway that is not in the app', { Resources: { Target: { ...named('weather', 't'.repeat(55)), Properties: { ...(named('weather', 't'.repeat(55)).Properties as object), GatewayIdentifier: 'shared-0123456789' } } } },
      'as listed by its gateway, has 65 characters, but models accept at most 64'],
    ['a target name of which a part is known', withTarget(named(sub('the-weather-service-of-the-whole-team-${AWS::Region}-1'), TOOL)), 'has at least 68 characters'],
  ],
  passes: [['64 characters', withTarget(named('w'.repeat(36), TOOL))], ['a chain of short names', chain('domain', 'weather', TOOL)]],
  doesNotApply: [['a gateway without tools', { Resources: { Gateway: gateway() } }], ['the search tool of a gateway, which has no target name', { Resources: SEARCH }]],
  isUnknown: [
    ['a target name that is a parameter', withTarget(named(ref('Unknown'), TOOL)), 'the tool names of S1/Gateway'],
    ['a server whose tools are listed at deployment', withTarget(mcpTarget('https://docs.example.com/mcp')), 'S1/Target: the gateway lists the tools of the MCP server'],
  ],
});
