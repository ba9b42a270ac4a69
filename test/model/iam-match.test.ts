import * as fc from 'fast-check';
import { loadResources } from './apps';
import { arnForms, workloadIdentityForms } from '../../src/model/arn-forms';
import type { Statement } from '../../src/model/gateway-model';
import { patternMatches, statementCovers } from '../../src/model/iam-match';

const MODEL = loadResources({
  G: { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: 'MyTools' } },
  Other: { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: 'other' } },
  Unnamed: { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: { 'Fn::GetAtt': ['C', 'V'] } } },
  Fn: { Type: 'AWS::Lambda::Function', Properties: {} },
  C: { Type: 'Custom::Thing', Properties: { A: { 'Fn::GetAtt': ['G', 'GatewayArn'] }, B: { 'Fn::GetAtt': ['Fn', 'Arn'] }, C: { Ref: 'Param' }, D: { 'Fn::GetAtt': ['C', 'Arn'] } } },
});
const START = 'arn:⟨AWS::Partition⟩:bedrock-agentcore:⟨AWS::Region⟩:⟨AWS::AccountId⟩:gateway/';

function covers(resources: string[], more: Partial<Statement> = {}, gateway = 'S1.G'): string {
  const list = (texts: string[]) => ({ known: true, items: texts.map((text) => ({ text, known: !text.includes('⟨') })) });
  const statement: Statement = {
    effect: 'Allow', actions: list(['bedrock-agentcore:InvokeGateway']), resources: list(resources), carrier: { address: 'S1.P', path: 'P', kind: 'inline' }, ...more,
  };
  return statementCovers(MODEL, statement, 'bedrock-agentcore:InvokeGateway', arnForms(MODEL, gateway));
}

test('writes the ARN of a gateway in every form, its name in lower case', () => {
  expect(arnForms(MODEL, 'S1.G')).toEqual(['⟨S1.G.GatewayArn⟩', `${START}⟨S1.G.GatewayIdentifier⟩`, `${START}mytools-${'⟨?⟩'.repeat(10)}`]);
  expect(arnForms(MODEL, 'S1.Unnamed')).toHaveLength(2);
  expect(arnForms(MODEL, 'S1.C')).toEqual([]);
});

test('never matches a workload identity that is granted in mixed case', () => {
  const forms = workloadIdentityForms(MODEL, 'S1.G');
  const start = 'arn:⟨AWS::Partition⟩:bedrock-agentcore:⟨AWS::Region⟩:⟨AWS::AccountId⟩:workload-identity-directory/default/workload-identity/';
  const matches = (pattern: string) => forms.map((form) => patternMatches(MODEL, start + pattern, form));
  expect(matches('MyTools-*')).toContain('no');
  expect(matches('mytools-*')).toContain('yes');
});

test.each<[string, string[], string]>([
  ['the attribute itself', ['⟨S1.G.GatewayArn⟩'], 'yes'],
  ['everything', ['*'], 'yes'],
  ['the ARN written with the id', [`${START}⟨S1.G.GatewayIdentifier⟩`], 'yes'],
  ['a pattern of the name in lower case', [`${START}mytools-??????????`], 'yes'],
  ['a pattern of the name and any end', [`${START}mytools-*`], 'yes'],
  ['a pattern of the name as written', [`${START}MyTools-*`], 'no'],
  ['a pattern of too few characters', [`${START}mytools-?????????`], 'no'],
  ['all gateways', [`${START}*`], 'yes'],
  ['all gateways of any partition, region and account', ['arn:*:bedrock-agentcore:*:*:gateway/*'], 'yes'],
  ['all gateways of one region', ['arn:aws:bedrock-agentcore:eu-west-1:*:gateway/*'], 'unknown'],
  ['one of several', ['⟨S1.Fn.Arn⟩', '⟨S1.G.GatewayArn⟩'], 'yes'],
  ['another gateway', ['⟨S1.Other.GatewayArn⟩'], 'no'],
  ['another gateway by its id', [`${START}⟨S1.Other.GatewayIdentifier⟩`], 'no'],
  ['another gateway by its name', [`${START}other-*`], 'no'],
  ['a function', ['⟨S1.Fn.Arn⟩'], 'no'],
  ['another kind of resource', ['arn:aws:s3:::bucket/*'], 'no'],
  ['a parameter', ['⟨S1.Param⟩'], 'unknown'],
  ['what a custom resource returns', ['⟨S1.C.Arn⟩'], 'unknown'],
  ['an ARN with a parameter for a name', [`${START}⟨S1.Param⟩`], 'unknown'],
  ['what is below the gateway', ['⟨S1.G.GatewayArn⟩/*'], 'no'],
  ['nothing', [], 'no'],
])('returns whether a statement on %s covers a gateway', (_name, resources, expected) => {
  expect(covers(resources)).toBe(expected);
});

test.each<[string, string[], string]>([
  ['as written', ['bedrock-agentcore:InvokeGateway'], 'yes'],
  ['in other letters', ['Bedrock-AgentCore:invokegateway'], 'yes'],
  ['by a wildcard', ['bedrock-agentcore:Invoke*'], 'yes'],
  ['with all others', ['*'], 'yes'],
  ['not at all', ['bedrock-agentcore:GetGateway'], 'no'],
  ['as a parameter', ['⟨S1.Param⟩'], 'unknown'],
])('returns whether a statement covers an action %s', (_name, actions, expected) => {
  expect(covers(['*'], { actions: { known: true, items: actions.map((text) => ({ text, known: !text.includes('⟨') })) } })).toBe(expected);
});

test.each<[string, Partial<Statement>, string]>([
  ['all actions but others', { notActions: { known: true, items: [{ text: 's3:*', known: true }] } }, 'yes'],
  ['all actions but this', { notActions: { known: true, items: [{ text: 'bedrock-agentcore:*', known: true }] } }, 'no'],
  ['all resources but others', { notResources: { known: true, items: [{ text: '⟨S1.Other.GatewayArn⟩', known: false }] } }, 'yes'],
  ['all resources but this', { notResources: { known: true, items: [{ text: '⟨S1.G.GatewayArn⟩', known: false }] } }, 'no'],
  ['a list of resources of which some are not known', { resources: { known: false, items: [] } }, 'unknown'],
])('returns whether a statement on %s covers a gateway', (_name, more, expected) => {
  expect(covers(['*'], more)).toBe(expected);
});

test('agrees with a plain matcher where everything is known', () => {
  const plain = (pattern: string, text: string) => new RegExp(`^${[...pattern].map((c) => c === '*' ? '.*' : c === '?' ? '.' : c).join('')}$`, 's').test(text);
  const characters = (...from: string[]) => fc.array(fc.constantFrom(...from), { maxLength: 8 }).map((list) => list.join(''));
  fc.assert(fc.property(characters('a', 'b', '*', '?'), characters('a', 'b'), (pattern, text) => {
    expect(patternMatches(MODEL, pattern, text)).toBe(plain(pattern, text) ? 'yes' : 'no');
  }), { numRuns: 500 });
});

test('never returns `yes` for a match that depends on a parameter', () => {
  const characters = (...from: string[]) => fc.array(fc.constantFrom(...from), { maxLength: 6 }).map((list) => list.join(''));
  fc.assert(fc.property(characters('a', 'b', '*', '?', 'P'), characters('a', 'b', 'P'), characters('a', 'b'), (pattern, text, value) => {
    const answer = patternMatches(MODEL, pattern.replaceAll('P', '⟨S1.Param⟩'), text.replaceAll('P', '⟨S1.Param⟩'));
    const outcome = patternMatches(MODEL, pattern.replaceAll('P', value), text.replaceAll('P', value));
    expect([answer, 'unknown']).toContain(answer === 'unknown' ? 'unknown' : outcome);
  }), { numRuns: 1000 });
});

// With backtracking, this does not end.
test('matches many wildcards', () => {
  expect(patternMatches(MODEL, '*a'.repeat(200), 'a'.repeat(500) + 'b')).toBe('no');
});
