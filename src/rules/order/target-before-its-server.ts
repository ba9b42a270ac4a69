import { listsAtCreation } from '../lib/needs/contact-time';
import { placeAt, placeOf } from '../lib/wording';
import { Evaluation, Rule } from '../rule';
import { somethingWaits } from './lib/something-waits';

/** A target on an MCP server of the app comes after something that waited for the server to answer. */
export const targetBeforeItsServer: Rule = {
  id: 'order-target-before-its-server',
  group: 'order',
  severity: 'warning',
  sentence: 'A target on a runtime of the app waits until the MCP server on it answers.',
  why: 'For CloudFormation a runtime is ready before its server has started. While it creates the target, the service asks the server for its tools and '
    + 'gives up after about 30 seconds; a cold start may take longer.',
  source: 'https://github.com/awslabs/nx-plugin-for-aws/pull/660, https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html',
  evaluate: (input) => {
    const evaluation = new Evaluation();
    for (const target of input.model.targets) {
      const { pointsTo } = target;
      if (pointsTo.kind !== 'runtime' || pointsTo.address === undefined) continue;
      if (target.listingMode?.known === false) evaluation.unknown(`only the deployment knows when target ${target.path} lists its tools`);
      if (!listsAtCreation(target)) continue;
      if (somethingWaits(input, target.address, pointsTo.address)) {
        evaluation.pass();
        continue;
      }
      const runtime = placeAt(input.model, pointsTo.address);
      evaluation.fail({
        at: placeOf(target),
        with: [runtime],
        message: `target ${target.path} is created as soon as runtime ${runtime.path} exists, and nothing between them waits for the server to start`,
        fix: `make target ${target.path} depend on a custom resource that calls ${runtime.path} until it answers (\`addMcpServer\` of cdk-agentcore-gateway does), `
          + 'or give the target a static tool schema (`McpToolSchema`)',
      });
    }
    return evaluation.verdict;
  },
};
