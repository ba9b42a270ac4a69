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

const STRONG_REFERENCE = 'the document refers to each gateway and runtime by an export, and its stack is deployed last';
const DOCUMENT_TOO_EARLY = 'the document is deployed before resources that may still fail, and its version is deleted in the rollback';
const NEW_APPLICATION = 'the stacks of the Runtime Configuration are made anew under other names, and agents are told of the new application before it has a document';
const BY_ORDER_OF_CALLS = 'which policies are inline depends on the order of calls, and the old ones are still there when the new ones are created';
const MANAGED_BY_PARTS = 'managed policies are filled by characters before equal statements are merged, and each stack makes its own';

export const KNOWN_FAILURES: KnownFailure[] = [
  ...['dropgw', 'dropagent'].map((of): KnownFailure => ({ of, when: 'deployment', row: 3, problem: /cannot be deleted as it is in use by/, because: STRONG_REFERENCE })),
  { of: 'Prod/*', when: 'deployment', row: 4, problem: /^document: \S+ finds none/, because: 'the stack of the document is one level deeper than the stacks of the stage' },
  { of: 'servers-34', when: 'deployment', row: 5, problem: /Maximum policy size of 10240 bytes exceeded/, because: 'each check of a server has its own inline policy on the role of the readiness check' },
  ...['removefirst', 'renamemany', 'removelong'].map((of): KnownFailure => ({
    of, when: 'deployment', row: 6, problem: /UPDATE_ROLLBACK_COMPLETE: .*Maximum policy size of 10240 bytes exceeded/, because: BY_ORDER_OF_CALLS,
  })),
  ...['renamemany', 'removelong'].map((of): KnownFailure => ({ of, when: 'rollback', row: 6, problem: /Maximum policy size of 10240 bytes exceeded/, because: BY_ORDER_OF_CALLS })),
  { of: 'every update', when: 'deployment', row: 7, problem: /^waits: /, because: 'AppConfig.AllAtOnce bakes for ten minutes' },
  ...['addsrv', 'chainmove'].map((of): KnownFailure => ({
    of, when: 'rollback', row: 8, problem: /document: /, because: DOCUMENT_TOO_EARLY,
  })),
  ...['grow', 'prepend'].flatMap((of): KnownFailure[] => [
    { of, when: 'deployment', row: 9, problem: /^meanwhile: agent \S+ finds no document/, because: NEW_APPLICATION },
    { of, when: 'rollback', row: 9, problem: /document: \S+ finds none/, because: NEW_APPLICATION },
  ]),
  { of: 'prepend', when: 'deployment', row: 9, problem: /^orphan: /, because: NEW_APPLICATION },
  { of: 'api-keys-47', when: 'deployment', row: 10, problem: /PoliciesPerRole/, because: MANAGED_BY_PARTS },
  { of: 'functions-100', when: 'deployment', row: 11, problem: /PoliciesPerRole/, because: MANAGED_BY_PARTS },
  { of: 'shared-role', when: 'deployment', row: 12, problem: /Maximum policy size of 10240 bytes exceeded/, because: 'budgets are counted by gateway and not by role' },
  { of: 'denied-check', when: 'deployment', row: 14, problem: /AgentCoreReadiness.*403|AgentCoreReadiness.*not authorized/, because: 'the check of an inner gateway cannot be turned off, and has a role of its own' },
  { of: 'firstcedar', when: 'deployment', row: 16, problem: /^meanwhile: gateway \S+ denies everything/, because: 'the engine is attached first and enforces, and its policies come last' },
  { of: 'tokens', when: 'deployment', row: 17, problem: /Failed to connect and fetch tools/, because: 'the readiness check has no token, so nothing waits for a server that takes tokens' },
  { of: 'protected', when: 'deployment', row: 18, problem: /was read within the protection period/, because: 'no resource says that the protection is to be bypassed' },
];
