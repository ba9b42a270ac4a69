import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { PERMIT, permitWhen, policyApp, UNKNOWN_TOOLS } from './policy-app';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { gateway, LAMBDA_ARN, template } from '../../build-tools/rule-examples/templates';
import { POLICY_FILE_METADATA_KEY } from '../../src/model/metadata-keys';
import { policySchema } from '../../src/rules/policies/schema';

function interceptedAt(point: string) {
  return { InterceptorConfigurations: [{ InterceptionPoints: [point], InputConfiguration: { PassRequestHeaders: false }, Interceptor: { Lambda: { Arn: LAMBDA_ARN } } }] };
}

describe('policies-schema', () => {
  test.each([
    ['an argument the tool does not have', 'context.input.town == "Oslo"', 'town'],
    ['an argument of another type', 'context.input.city == 3', 'Long and String'],
    ['an optional argument without a `has` test', 'context.input.days > 3', 'optional attribute `input.days`'],
    ['a number compared as if it were an integer', 'context.input.budget < 3', 'decimal'],
    ['a test for an argument that no tool has', 'context.input has town', 'town'],
    ['a claim read as an attribute', 'principal.scope == "read"', 'scope'],
  ])('fails for %s', (_name, condition, words) => {
    const lines = linesOf(evaluateRule(policySchema, policyApp([permitWhen(condition)])));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(words);
  });

  test.each([
    ['required arguments', 'context.input.city == "Oslo"'],
    ['optional arguments that are asked for', 'context.input has days && context.input.days > 3'],
    ['decimals', 'context.input.budget.lessThan(decimal("3.0"))'],
  ])('passes for %s', (_name, condition) => {
    expect(evaluateRule(policySchema, policyApp([permitWhen(condition)])).is).toBe('pass');
  });

  describe('of a policy from a file', () => {
    const DIRECTORY = mkdtempSync(join(tmpdir(), 'policies-schema-'));
    const FILE = join(DIRECTORY, 'forecast.cedar');
    const IN_FILE = permitWhen('context.input.town == "Oslo"').replace('GATEWAY', '{{gatewayArn}}').replaceAll('\n', ' ');
    const line = (written: string) => {
      writeFileSync(FILE, written);
      const app = policyApp([IN_FILE.replace('{{gatewayArn}}', 'GATEWAY')]) as any;
      app.Resources.Policy1.Metadata = { [POLICY_FILE_METADATA_KEY]: FILE };
      return linesOf(evaluateRule(policySchema, app))[0];
    };

    afterAll(() => rmSync(DIRECTORY, { recursive: true }));

    test('shows the place in the file, before placeholders are replaced', () => {
      expect(line(IN_FILE)).toContain(`${FILE}:1:${IN_FILE.indexOf('context') + 1}: `);
      expect(line(IN_FILE)).toContain('{{gatewayArn}}');
    });

    test('shows the place in the template when the file has changed since', () => {
      expect(line('permit (principal, action, resource);')).not.toContain('{{gatewayArn}}');
    });
  });

  test('passes for a test for an argument that an interceptor may add', () => {
    expect(evaluateRule(policySchema, policyApp([permitWhen('context.input has risk && context.input.risk > 3')], { gateway: interceptedAt('REQUEST') })).is).toBe('pass');
  });

  test.each([
    ['an argument that no tool has, behind an interceptor of answers', 'context.input has risk', 'RESPONSE'],
    ['a misspelt argument', 'context.input has dayz', 'REQUEST'],
    ['something that no interceptor can add', 'context has risk', 'REQUEST'],
  ])('fails for a test for %s', (_name, condition, point) => {
    expect(evaluateRule(policySchema, policyApp([permitWhen(condition)], { gateway: interceptedAt(point) })).is).toBe('fail');
  });

  test('does not apply to an app without policies', () => {
    expect(evaluateRule(policySchema, template({ Gateway: gateway() })).is).toBe('not-applicable');
  });

  test('is unknown when the server has not said what its tools are', () => {
    expect(evaluateRule(policySchema, policyApp([PERMIT], { targetConfiguration: UNKNOWN_TOOLS })).is).toBe('unknown');
  });
});
