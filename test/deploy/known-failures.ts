/** What fails today. Each entry is asserted to fail, so whoever mends it removes it. */
export interface KnownFailure {
  /** The name of an app or of an update. */
  readonly of: string;
  /** In the deployment itself, or in the rollback after a fault at one of its resources. */
  readonly when: 'deployment' | 'rollback';
  /** The row of the table in which the failures were first written down. */
  readonly row: number;
  readonly problem: RegExp;
  readonly because: string;
}

const STACK_BY_STACK = 'stacks are deployed one by one: when a later one fails, what was removed before it stays removed, and another deployment mends it';

export const KNOWN_FAILURES: KnownFailure[] = [
  ...['dropgw', 'dropagent', 'movegw', 'removehalf-servers', 'removehalf-gateways', 'newids-servers'].map((of): KnownFailure => ({ of, when: 'rollback', row: 3, problem: /RuntimeConfigDocument.*document: \S+ is gone/, because: STACK_BY_STACK })),
  { of: 'removehalf-gateways', when: 'rollback', row: 3, problem: /AgentCoreManaged.*(cannot be listed: HTTP 404|document: \S+ is gone)/, because: STACK_BY_STACK },
  ...['shrink', 'documents'].map((of): KnownFailure => ({ of, when: 'deployment', row: 9, problem: /^orphan: /, because: 'a stack that is no longer in the app stays deployed until its developer destroys it' })),
  { of: 'denied-check', when: 'deployment', row: 14, problem: /AgentCoreReadiness.*403|AgentCoreReadiness.*not authorized/, because: 'the check has a role of its own, which the policy denies: `waitUntilReady: false` turns it off, as in `denied-check-off`' },
  { of: 'firstcedar-at-once', when: 'deployment', row: 16, problem: /^meanwhile: gateway \S+ denies everything/, because: 'the service needs the engine attached before its policies: in two deployments, as `firstcedar` and `enforcecedar`, nothing is denied, and `check --against` says so' },
  { of: 'tokens', when: 'deployment', row: 17, problem: /Failed to connect and fetch tools/, because: 'the readiness check has no token, so nothing waits for a server that takes tokens: the warning says to give its tools, as `tokens-schema` does' },
];
