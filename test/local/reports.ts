import type { CheckReport } from '../../local/cli/check/check-report';
import { ruleLink } from '../../src/rules/links';

/** A report with one of everything. */
export const REPORT: CheckReport = {
  counts: { gateways: 2, errors: 2, warnings: 1, acknowledged: 1 },
  findings: [
    {
      id: 'names-duplicate-target',
      severity: 'error',
      at: { path: 'Team/Gateway/Orders', address: 'Team.GatewayOrders1', source: { file: 'lib/team-stack.ts', line: 12, column: 5 } },
      with: [{ path: 'Team/Gateway/Billing', address: 'Team.GatewayBilling2', source: { file: 'lib/team-stack.ts', line: 19, column: 5 } }],
      message: 'target name `orders` is used by Team/Gateway/Orders and Team/Gateway/Billing',
      fix: 'rename one',
      link: ruleLink('names-duplicate-target'),
    },
    {
      id: 'policies-syntax',
      severity: 'error',
      at: { path: 'Team/Gateway/Policies/refund, 100%', address: 'Team.Policy3', source: { file: 'cdk.out/Team.template.json', line: 311 } },
      message: 'unexpected token `resource`',
      text: {
        name: 'Team.Policy3', file: 'policies/refund.cedar', line: 4, column: 3, endLine: 4, endColumn: 11, frame: '  > 4 |   resource\n      |   ^^^^^^^^',
      },
      fix: 'expected `,` after the action\nor `)`',
      link: ruleLink('policies-syntax'),
    },
    {
      id: 'schemas-tool-description-missing',
      severity: 'warning',
      at: { path: 'Team/Gateway', address: 'Team.Gateway4' },
      message: 'tool `get` has no description',
      document: { file: 'docs/tools.json', pointer: '/3' },
      fix: 'say what it does and when to use it',
      link: ruleLink('schemas-tool-description-missing'),
    },
    {
      id: 'grants-wildcard-secret',
      severity: 'warning',
      at: { path: 'Team/Gateway/Role', address: 'Team.Role5', source: { file: '/elsewhere/a b#c.ts', line: 1, column: 1 } },
      message: 'the role may read every secret',
      fix: 'name the secret',
      link: ruleLink('grants-wildcard-secret'),
      acknowledged: { reason: 'one secret in this account', in: 'settings' },
    },
  ],
  unusedAcknowledgements: [
    { id: 'auth-none-open', reason: 'internal', path: 'Team/Old', in: 'settings', file: 'agentcore-gateway.json' },
    { id: 'auth-self-target', reason: 'wanted', path: 'Team/Gateway', in: 'code' },
  ],
  inputWarnings: ['team.yaml:7:3: key `Role` is used twice'],
  crashed: [],
  notSeen: [{ stack: 'Team', message: 'the result of the transform AWS::Serverless-2016-10-31 is unknown' }],
  rules: [
    verdict('names-duplicate-target', 'names', 'error', 'fail'),
    verdict('policies-syntax', 'policies', 'error', 'fail'),
    verdict('schemas-tool-description-missing', 'schemas', 'warning', 'fail'),
    verdict('grants-wildcard-secret', 'grants', 'warning', 'fail'),
    { ...verdict('auth-none-open', 'auth', 'warning', 'unknown'), because: 'the authorizer type of Team/Gateway is unresolved until deployment' },
    verdict('limits-stack-resources', 'limits', 'error', 'pass'),
  ],
};

export const EMPTY: CheckReport = {
  counts: { gateways: 1, errors: 0, warnings: 0, acknowledged: 0 }, findings: [], unusedAcknowledgements: [], crashed: [], inputWarnings: [], notSeen: [], rules: [],
};

type Verdict = CheckReport['rules'][number];

function verdict(id: string, group: Verdict['group'], severity: Verdict['severity'], is: Verdict['verdict']): Verdict {
  return { id, group, severity, sentence: `What ${id} says.`, source: 'https://docs.aws.amazon.com/', link: ruleLink(id), verdict: is };
}
