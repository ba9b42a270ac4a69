import { callerThatIsATarget, chain, kitchenSink, modelOfApp } from './upstream-apps';
import { evaluateRuleOn, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import type { GatewayModel } from '../../src/model/gateway-model';
import { GRANTS_RULES } from '../../src/rules/grants';
import { ORDER_RULES } from '../../src/rules/order';

/** All findings as `rule id: path (with other, paths)`. */
function findingsOf(model: GatewayModel): string[] {
  return [...ORDER_RULES, ...GRANTS_RULES].flatMap((rule) => {
    const verdict = evaluateRuleOn(rule, model);
    return verdict.is === 'fail' ? verdict.findings.map(({ at, with: others = [] }) => `${rule.id}: ${[at, ...others].map(({ path }) => path).join(' + ')}`) : [];
  });
}

describe('rules about order and grants, on apps of aws-cdk-lib', () => {
  test('an outer gateway, an inner gateway and a function: both races, and the inner target and its role\'s policy too late', () => {
    expect(findingsOf(modelOfApp(chain()))).toEqual([
      'order-target-before-its-policy: S/Inner/L + S/Inner/ServiceRole/DefaultPolicy',
      'order-target-before-its-policy: S/Outer/Inner + S/Outer/ServiceRole/DefaultPolicy',
      'order-outer-before-inner: S/Outer/Inner + S/Inner/L',
      'order-outer-before-inner: S/Outer/Inner + S/Inner + S/Inner/ServiceRole/DefaultPolicy',
    ]);
  });

  const kitchen = modelOfApp(kitchenSink());

  test('a kitchen sink: order', () => {
    expect(findingsOf(kitchen).filter((line) => line.startsWith('order-'))).toEqual([
      'order-target-before-its-policy: S/Inner/L + S/Inner/ServiceRole/DefaultPolicy',
      'order-target-before-its-policy: S/Inner/Docs + S/Inner/ServiceRole/DefaultPolicy',
      'order-target-before-its-server: S/Inner/Docs + S/Docs',
      'order-outer-before-inner: S/Outer/Inner + S/Inner/L + S/Inner/Docs',
      'order-outer-before-inner: S/Outer/Inner + S/Inner + S/Inner/ServiceRole/DefaultPolicy',
      'order-cedar-policy-before-its-targets: S/Engine/Permit + S/Outer/Inner',
    ]);
  });

  test('a kitchen sink: grants', () => {
    expect(findingsOf(kitchen).filter((line) => line.startsWith('grants-'))).toEqual([
      'grants-missing-at-creation: S/Outer/Git + S/Outer/ServiceRole + S/Outer/ServiceRole/DefaultPolicy',
      'grants-missing-at-call: S/Outer/Pets + S/Outer/ServiceRole + S/Outer/ServiceRole/DefaultPolicy',
      'grants-wildcard-secret: S/Outer/ServiceRole/DefaultPolicy + S/Outer',
    ]);
  });

  test('a kitchen sink: token access that is never granted because of a capital letter', () => {
    const missing = GRANTS_RULES.find(({ id }) => id === 'grants-missing-at-call')!;
    const [line] = linesOf(evaluateRuleOn(missing, kitchen));
    expect(line).toContain('allows it on `workload-identity-directory/default/workload-identity/SOuter');
    expect(line).toContain('but the service writes `workload-identity-directory/default/workload-identity/souter');
  });

  test('an agent that calls its gateway and is a target of it: a circular dependency', () => {
    expect(findingsOf(modelOfApp(callerThatIsATarget())).filter((line) => line.startsWith('order-cycle'))).toEqual([
      expect.stringMatching(/^order-cycle: S\/.*DefaultPolicy/),
    ]);
  });
});
