import { loadTemplates } from './apps';
import { expandLoops } from '../../src/model/for-each';

const gateway = (name: unknown) => ({ Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: name } });
const literal = (list: unknown) => Array.isArray(list) && list.every((item) => typeof item === 'string') ? list : undefined;
const names = (template: object) => loadTemplates({ template }).gateways.map(({ address, name }) => [address, name?.text]);

test('a loop over a literal list makes a resource for each item', () => {
  expect(names({ Resources: { 'Fn::ForEach::Gateways': ['Team', ['shop', 'web-1'], { 'Gateway&{Team}': gateway({ 'Fn::Sub': '${Team}-tools' }) }] } }))
    .toEqual([['S1.Gatewayshop', 'shop-tools'], ['S1.Gatewayweb1', 'web-1-tools']]);
});

test('loops are expanded in each other, in conditions, outputs and properties', () => {
  expect(expandLoops({
    Conditions: { 'Fn::ForEach::C': ['A', ['x'], { 'Is${A}': { 'Fn::Equals': [{ Ref: 'A' }, 'x'] } }] },
    Resources: {
      'Fn::ForEach::Outer': ['A', ['x', 'y'], { 'Fn::ForEach::Inner': ['B', ['1', '2'], { 'R${A}${B}': { Type: 'T', Properties: { 'Fn::ForEach::P': ['K', ['k'], { 'Key${K}': '${A}/${B}' }], 'Other': 1 } } }] }],
    },
    Outputs: { 'Fn::ForEach::O': ['A', ['x'], { '${A}Url': { Value: { 'Fn::GetAtt': ['R${A}1', 'Url'] } } }] },
  }, literal)).toEqual({
    Conditions: { Isx: { 'Fn::Equals': ['x', 'x'] } },
    Resources: Object.fromEntries(['x/1', 'x/2', 'y/1', 'y/2'].map((at) => [`R${at.replace('/', '')}`, { Type: 'T', Properties: { Keyk: at, Other: 1 } }])),
    Outputs: { xUrl: { Value: { 'Fn::GetAtt': ['Rx1', 'Url'] } } },
  });
});

test('a template without loops stays the same object', () => {
  const template = { Resources: { G: gateway('g') } };
  expect(expandLoops(template, literal)).toBe(template);
});

test.each([
  ['over a list that is unresolved until deployment', ['A', { Ref: 'Names' }, { 'G${A}': gateway('g') }]],
  ['that is no loop', 'x'],
  ['whose copies multiply beyond any template', ['A', Array.from({ length: 6_000 }, (_, index) => String(index)), { 'G${A}': gateway('g') }]],
])('the resources of a loop %s are reported as unknown', (_, loop) => {
  const model = loadTemplates({ template: { Resources: { 'Fn::ForEach::Gateways': loop } } });
  expect(model.gateways).toEqual([]);
  expect(model.gaps).toEqual([{ stack: 'S1', message: 'the resources of Fn::ForEach::Gateways are unknown' }]);
});

test('loops in loops end before they fill the memory', () => {
  const items = Array.from({ length: 100 }, (_, index) => String(index));
  const nested = ['A', 'B', 'C', 'D', 'E'].reduce<object>((body, name) => ({ [`Fn::ForEach::${name}`]: [name, items, body] }), { 'G${A}${B}${C}${D}${E}': gateway('g') });
  expect(Object.keys(expandLoops({ Resources: nested }, literal).Resources as object).length).toBeLessThan(10_000);
});
