import type { CheckReport } from '../../local/cli/check/check-report';
import { ruleLink } from '../../src/rules/links';

/** One of everything that a report can hold. */
export const REPORT: CheckReport = {
  counts: { gateways: 2, errors: 2, warnings: 1, acknowledged: 1 },
  findings: [
    {
      rule: 'names-duplicate-target',
      severity: 'error',
      path: 'Team/Gateway/Orders',
      address: 'Team.GatewayOrders1',
      location: { file: 'lib/team-stack.ts', line: 12, column: 5 },
      with: [{ path: 'Team/Gateway/Billing', address: 'Team.GatewayBilling2', location: { file: 'lib/team-stack.ts', line: 19, column: 5 } }],
      message: 'target name `orders` is used by Team/Gateway/Orders and Team/Gateway/Billing',
      fix: 'rename one',
      link: ruleLink('names-duplicate-target'),
    },
    {
      rule: 'policies-syntax',
      severity: 'error',
      path: 'Team/Gateway/Policies/refund, 100%',
      address: 'Team.Policy3',
      location: { file: 'cdk.out/Team.template.json', line: 311 },
      with: [],
      message: 'policies/refund.cedar:4:3: unexpected token `resource`\n  4 |   resource\n    |   ^^^^^^^^',
      fix: 'expected `,` after the action\nor `)`',
      link: ruleLink('policies-syntax'),
    },
    {
      rule: 'schemas-tool-description-missing',
      severity: 'warning',
      path: 'Team/Gateway',
      address: 'Team.Gateway4',
      with: [],
      message: 'tool `get` has no description',
      fix: 'say what it does and when to use it',
      link: ruleLink('schemas-tool-description-missing'),
    },
    {
      rule: 'grants-wildcard-secret',
      severity: 'warning',
      path: 'Team/Gateway/Role',
      address: 'Team.Role5',
      location: { file: '/elsewhere/a b#c.ts', line: 1, column: 1 },
      with: [],
      message: 'the role may read every secret',
      fix: 'name the secret',
      link: ruleLink('grants-wildcard-secret'),
      acknowledged: { reason: 'one secret in this account', in: 'settings' },
    },
  ],
  unusedAcknowledgements: [
    { rule: 'auth-none-open', reason: 'internal', path: 'Team/Old', in: 'settings', file: 'agentcore-gateway.json' },
    { rule: 'auth-self-target', reason: 'wanted', path: 'Team/Gateway', in: 'code' },
  ],
  faults: [],
  notSeen: [{ stack: 'Team', message: 'what the transform AWS::Serverless-2016-10-31 makes of the template is not seen' }],
  rules: [
    verdict('names-duplicate-target', 'names', 'error', 'fail'),
    verdict('policies-syntax', 'policies', 'error', 'fail'),
    verdict('schemas-tool-description-missing', 'schemas', 'warning', 'fail'),
    verdict('grants-wildcard-secret', 'grants', 'warning', 'fail'),
    { ...verdict('auth-none-open', 'auth', 'warning', 'unknown'), because: 'only the deployment knows the authorizer type of Team/Gateway' },
    verdict('limits-stack-resources', 'limits', 'error', 'pass'),
  ],
};

export const EMPTY: CheckReport = {
  counts: { gateways: 1, errors: 0, warnings: 0, acknowledged: 0 }, findings: [], unusedAcknowledgements: [], faults: [], notSeen: [], rules: [],
};

type Verdict = CheckReport['rules'][number];

function verdict(rule: string, group: Verdict['group'], severity: Verdict['severity'], is: Verdict['verdict']): Verdict {
  return { rule, group, severity, sentence: `What ${rule} says.`, source: 'https://docs.aws.amazon.com/', link: ruleLink(rule), verdict: is };
}
