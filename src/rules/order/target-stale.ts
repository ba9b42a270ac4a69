import { targetChanges } from '../lib/changes/target-changes';
import { placeOf } from '../lib/wording';
import { Evaluation, Rule } from '../rule';

/** A deployment that changes the tools behind a target makes the gateway read them again. */
export const targetStale: Rule = {
  id: 'order-target-stale',
  group: 'order',
  severity: 'warning',
  sentence: 'A deployment that changes the tools behind a target makes the gateway read them again.',
  why: 'The gateway caches the tools of an MCP server when the target is created, updated or synchronized. An update of the server alone ends successfully, and the gateway keeps '
    + 'listing the old tools: new tools are missing, and calls of removed tools fail.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html',
  evaluate: ({ model, deployed }) => {
    const evaluation = new Evaluation();
    if (!deployed) return evaluation.verdict;
    for (const { at, fate, because } of targetChanges(model, deployed)) {
      if (fate !== 'stale') {
        evaluation.pass();
        continue;
      }
      evaluation.fail({
        at: placeOf(at),
        message: `${because}, but nothing makes the gateway read the tools of target ${at.path} again`,
        fix: 'call SynchronizeGatewayTargets after the deployment, or change a property of the target, such as its description; targets of this library do this unless `synchronize` is false',
      });
    }
    return evaluation.verdict;
  },
};
