import type { Explanation } from './explanation';

/** What the report of the rules says about the rules themselves; always a warning. */
export const NOTICES = {
  'rule-crashed': {
    group: 'app',
    sentence: 'A rule evaluates every app without an error of its own.',
    why: 'What the rule requires is not checked in this app; all other rules are.',
    source: 'An internal error of cdk-agentcore-gateway, not a mistake in the app.',
    fix: 'report it',
    since: '0.1.0',
  },
  'unused-acknowledgement': {
    group: 'app',
    sentence: 'An acknowledgement is of something that a rule reports.',
    why: 'One that is left over could hide a future finding.',
    source: 'https://github.com/cdk-agentcore-gateway/cdk-agentcore-gateway/blob/main/docs/RULES.md',
    fix: 'remove the acknowledgement',
    since: '0.1.0',
  },
} as const satisfies Readonly<Record<string, Explanation>>;

/** The ids of notices. */
export type NoticeId = keyof typeof NOTICES;
