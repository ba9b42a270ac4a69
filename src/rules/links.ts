/** The page with a section for each rule. */
const RULES_PAGE = 'https://github.com/cdk-agentcore-gateway/cdk-agentcore-gateway/blob/main/docs/RULES.md';

export function ruleLink(id: string): string {
  return `${RULES_PAGE}#${id}`;
}
