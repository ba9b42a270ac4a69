import { App, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { Gateway } from '../../src';
import { defaultTargetName } from '../../src/targets/target-name';
import { messageOf, newApp, newFunction, newStack, only, resources, tools } from '../builders';

// Synthesis prints the warnings that are expected here.
beforeEach(() => void jest.spyOn(console, 'error').mockImplementation());

/** The same cases in every run: a failure can be repeated. */
const SEED = 39;
const GATEWAY_NAME = /^([0-9a-zA-Z][-]?){1,48}$/;

describe('the default name of a gateway', () => {
  const stackName = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,60}$/);
  const id = fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9_-]{1,60}$/),
    fc.constantFrom('Gateway', 'gateway', 'Default', 'Resource', '日本', 'A.B C', 'x'.repeat(200)),
  ).filter((text) => !(text in {}));
  const path = fc.tuple(stackName, fc.array(id, { minLength: 1, maxLength: 5 }));

  function nameAt(app: App, [stack, ids]: [string, string[]]): string {
    let scope: Construct = app.node.tryFindChild(stack) as Stack | undefined ?? new Stack(app, stack);
    for (const part of ids.slice(0, -1)) scope = scope.node.tryFindChild(part) as Construct | undefined ?? new Construct(scope, part);
    return new Gateway(scope, ids[ids.length - 1], { registerInRuntimeConfig: false }).gatewayName;
  }

  test('is one the service accepts, in lower case and at most 39 characters long, wherever the gateway is', () => {
    fc.assert(fc.property(path, (at) => {
      const name = nameAt(newApp(), at);
      expect(name).toMatch(GATEWAY_NAME);
      expect(name).toBe(name.toLowerCase());
      expect(name.length).toBeLessThanOrEqual(39);
    }), { numRuns: 300, seed: SEED });
  });

  test('is not that of a gateway at another path', () => {
    const pairs = fc.tuple(path, path).filter(([a, b]) => {
      const [one, other] = [a, b].map(([stack, ids]) => [stack, ...ids].join('/'));
      return one !== other && !one.startsWith(`${other}/`) && !other.startsWith(`${one}/`);
    });
    // Two stacks whose names differ in hyphens or case only cannot both have a gateway with the hidden id.
    fc.assert(fc.property(pairs.filter(([[, a], [, b]]) => ![...a, ...b].includes('Default')), ([one, other]) => {
      const app = newApp();
      expect(nameAt(app, one)).not.toBe(nameAt(app, other));
    }), { numRuns: 300, seed: SEED });
  });

  test.each([
    ['two gateways whose ids differ in case', ['Stack', ['Tools']], ['Stack', ['tools']]],
    ['two gateways in two stacks', ['A', ['Tools']], ['B', ['Tools']]],
    ['two long ids that differ in the middle', ['S', [`${'a'.repeat(40)}1${'b'.repeat(40)}`]], ['S', [`${'a'.repeat(40)}2${'b'.repeat(40)}`]]],
  ] as [string, [string, string[]], [string, string[]]][])('differs for %s', (_, one, other) => {
    const app = newApp();
    expect(nameAt(app, one)).not.toBe(nameAt(app, other));
  });

  test('has no double hyphen where a long name was cut', () => {
    // The first and the last 15 characters are kept: `stack-abcdefgh-` and `-yz1234567890a-`.
    const name = nameAt(newApp(), ['Stack', ['abcdefgh', 'middleofapath', 'yz1234567890a']]);
    expect(name).not.toContain('--');
    expect(name).toMatch(GATEWAY_NAME);
  });

  test('stays the same from synthesis to synthesis', () => {
    expect(nameAt(newApp(), ['Stack', ['Tools']])).toBe(nameAt(newApp(), ['Stack', ['Tools']]));
  });
});

describe('a gateway name that is given', () => {
  test.each([
    ['letters and digits', 'Tools2'],
    ['single hyphens', 'my-tools-2'],
    ['a hyphen at the end', 'tools-'],
    ['48 characters', 'x'.repeat(48)],
    ['one character', 'x'],
  ])('may have %s', (_, gatewayName) => {
    expect(only(new Gateway(newStack(), 'Gateway', { gatewayName }), 'AWS::BedrockAgentCore::Gateway').Properties.Name).toBe(gatewayName);
  });

  test.each([
    ['underscores', 'my_tools'],
    ['double hyphens', 'my--tools'],
    ['a hyphen at the start', '-tools'],
    ['49 characters', 'x'.repeat(49)],
    ['no characters', ''],
    ['spaces', 'my tools'],
    ['letters of other alphabets', 'Wärme'],
  ])('fails with %s, saying what was given and what is allowed', (_, gatewayName) => {
    const message = messageOf(() => new Gateway(newStack(), 'Gateway', { gatewayName }));
    expect(message).toContain(`gateway name \`${gatewayName}\` is not valid; use 1 to 48 letters, digits and single hyphens`);
    expect(message).toContain('[cdk-agentcore-gateway:names-gateway-invalid at Stack/Gateway]');
  });

  test('may be a value that is only known at deployment', () => {
    const gateway = new Gateway(newStack(), 'Gateway', { gatewayName: Token.asString({ Ref: 'Name' }) });
    expect(only(gateway, 'AWS::BedrockAgentCore::Gateway').Properties.Name).toEqual({ Ref: 'Name' });
  });
});

describe('the default name of a target', () => {
  test.each([
    ['PetStore', 'pet-store'],
    ['HTTPApi2', 'http-api2'],
    ['weather', 'weather'],
    ['getHTTPResponse', 'get-http-response'],
    ['Weather_Tools', 'weather-tools'],
    ['A', 'a'],
    ['Orders2Go', 'orders2-go'],
    ['-odd--id-', 'odd-id'],
    ['my.tools v2', 'my-tools-v2'],
    ['MCPServer', 'mcp-server'],
  ])('of %s is %s', (id, name) => {
    expect(defaultTargetName(id)).toBe(name);
  });

  test('has no double hyphen, no hyphen at its ends and no capitals, whatever the id is', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'aZ9-_. /é') }), (id) => {
      expect(defaultTargetName(id)).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
    }), { numRuns: 1000, seed: SEED });
  });

  test('leaves room for a tool name of the length that models take', () => {
    const stack = newStack(newApp(), 'AStackWithARatherLongName');
    const gateway = new Gateway(stack, 'DomainToolsGateway');
    const target = gateway.addLambdaTarget('WeatherTools', { lambdaFunction: newFunction(stack), toolSchema: tools('get_order') });
    expect(target.toolNames).toEqual(['weather-tools___get_order']);
  });
});

describe('a target name that is given', () => {
  function add(gatewayTargetName: string) {
    const stack = newStack();
    return new Gateway(stack, 'Gateway').addLambdaTarget('Target', { gatewayTargetName, lambdaFunction: newFunction(stack), toolSchema: tools('t') });
  }

  test.each([
    ['100 characters', 'x'.repeat(100)],
    ['capitals', 'PetStore'],
    ['a hyphen at the end', 'pets-'],
  ])('may have %s', (_, name) => {
    expect(only(add(name), 'AWS::BedrockAgentCore::GatewayTarget').Properties.Name).toBe(name);
  });

  test('may be a value that is only known at deployment', () => {
    expect(only(add(Token.asString({ Ref: 'Name' })), 'AWS::BedrockAgentCore::GatewayTarget').Properties.Name).toEqual({ Ref: 'Name' });
  });

  test.each([
    ['underscores', 'pet_store', 'is not valid'],
    ['double hyphens', 'pet--store', 'is not valid'],
    ['a hyphen at the start', '-pets', 'is not valid'],
    ['nothing in it', '', 'is not valid'],
    ['101 characters', 'x'.repeat(101), 'has 101 characters'],
  ])('fails with %s, naming the target and what is allowed', (_, name, what) => {
    const message = messageOf(() => add(name));
    expect(message).toContain(`target name \`${name}\` of Stack/Gateway/Target ${what}; pass another \`gatewayTargetName\`, of 1 to 100 letters, digits and single hyphens`);
    expect(message).toContain('[cdk-agentcore-gateway:names-target-invalid at Stack/Gateway]');
  });

  test('fails when an id has nothing to make a name of', () => {
    const stack = newStack();
    const add2 = () => new Gateway(stack, 'Gateway').addLambdaTarget('日本', { lambdaFunction: newFunction(stack), toolSchema: tools('t') });
    expect(messageOf(add2)).toContain('target name `` of Stack/Gateway/日本 is not valid');
  });

  test.each([
    ['a name', 'pets'],
    ['a value that is only known at deployment', Token.asString({ Ref: 'Name' })],
  ])('fails when %s is taken, naming both targets', (_, gatewayTargetName) => {
    const stack = newStack();
    const gateway = new Gateway(stack, 'Gateway');
    const options = { gatewayTargetName, lambdaFunction: newFunction(stack), toolSchema: tools('t') };
    gateway.addLambdaTarget('First', options);
    const message = messageOf(() => gateway.addLambdaTarget('Second', options));
    expect(message).toContain(', Stack/Gateway/First, so Stack/Gateway/Second cannot have it');
    expect(message).toContain('[cdk-agentcore-gateway:names-duplicate-target at Stack/Gateway]');
  });

  test('may be that of a target of another gateway', () => {
    const stack = newStack();
    const options = { gatewayTargetName: 'docs', lambdaFunction: newFunction(stack), toolSchema: tools('t') };
    for (const id of ['A', 'B']) new Gateway(stack, id).addLambdaTarget('Docs', options);
    expect(resources(stack, 'AWS::BedrockAgentCore::GatewayTarget').map(([, target]) => target.Properties.Name)).toEqual(['docs', 'docs']);
  });
});
