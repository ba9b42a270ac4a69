import type { Target } from '../../model/gateway-model';
import { credentialOf, listsAtCreation } from '../lib/needs/contact-time';
import { placeAt, placeOf } from '../lib/wording';
import { Evaluation, Rule } from '../rule';
import { somethingWaits } from './lib/something-waits';

const WITH_TOKEN = 'add a static tool schema (`McpToolSchema`) to the target or set its listing mode to `DYNAMIC`, so that the service does not call the server while it creates '
  + 'the target. A readiness check has no token for the server and cannot wait for it. Otherwise deploy again when the server has started';

/** A target on an MCP server of the app depends on a resource that waits until the server responds. */
export const targetBeforeItsServer: Rule = {
  id: 'order-target-before-its-server',
  group: 'order',
  severity: 'warning',
  sentence: 'A target on a runtime of the app is created after the MCP server on the runtime responds.',
  why: 'CloudFormation reports a runtime as created before its server has started. While it creates the target, the service sends a `tools/list` request to the server and '
    + 'fails after about 30 seconds. A cold start may take longer.',
  source: 'https://github.com/awslabs/nx-plugin-for-aws/pull/660, https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html',
  evaluate: (input) => {
    const evaluation = new Evaluation();
    for (const target of input.model.targets) {
      const { pointsTo } = target;
      if (pointsTo.kind !== 'runtime' || pointsTo.address === undefined) continue;
      if (target.listingMode?.known === false) evaluation.unknown(`the listing mode of target ${target.path} is unresolved until deployment`);
      if (!listsAtCreation(target)) continue;
      if (somethingWaits(input, target.address, pointsTo.address)) {
        evaluation.pass();
        continue;
      }
      const runtime = placeAt(input.model, pointsTo.address);
      evaluation.fail({
        at: placeOf(target),
        with: [runtime],
        message: `target ${target.path} is created as soon as runtime ${runtime.path} exists, but no resource between them waits for the server to start`,
        fix: takesToken(target) ? WITH_TOKEN : `make target ${target.path} depend on a custom resource that calls ${runtime.path} until it responds (with \`addMcpServer\` of cdk-agentcore-gateway, for example), `
          + 'or add a static tool schema (`McpToolSchema`) to the target',
      });
    }
    return evaluation.verdict;
  },
};

function takesToken(target: Target): boolean {
  return credentialOf(target)?.type?.text === 'OAUTH';
}
