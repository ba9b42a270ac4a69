import type { Explanation } from './explanation';

/** Warnings about the rules themselves. */
export const NOTICES = {
  'rule-crashed': {
    group: 'app',
    sentence: 'A rule does not crash.',
    why: 'The requirement of the crashed rule is not checked in this app. All other rules are.',
    source: 'An internal error of cdk-agentcore-gateway, not a mistake in the app.',
    fix: 'report the crash to the maintainers',
    since: '0.1.0',
  },
  'unused-acknowledgement': {
    group: 'app',
    sentence: 'An acknowledgement matches a finding.',
    why: 'An unused acknowledgement could hide a future finding.',
    source: 'https://github.com/cdk-agentcore-gateway/cdk-agentcore-gateway/blob/main/docs/RULES.md',
    fix: 'remove the acknowledgement',
    since: '0.1.0',
  },
} as const satisfies Readonly<Record<string, Explanation>>;

/** The ids of notices. */
export type NoticeId = keyof typeof NOTICES;
