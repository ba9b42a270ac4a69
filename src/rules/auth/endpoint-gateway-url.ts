import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { endpointOf } from './lib/endpoint';

export const authEndpointGatewayUrl: Rule = {
  id: 'auth-endpoint-gateway-url',
  group: 'auth',
  severity: 'error',
  sentence: 'A target that points to an MCP gateway has the gateway\'s URL as its endpoint, with nothing added.',
  why: 'The URL of an MCP gateway ends in `/mcp` already. Nothing answers at any other path, so the service lists no tools and the target fails.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-using.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const { kind, pointsTo } = target;
    const endpoint = endpointOf(target);
    const inner = pointsTo.kind === 'gateway' ? model.gateways.find(({ address }) => address === pointsTo.address) : undefined;
    if (kind !== 'mcpServer' || !endpoint || inner?.protocol !== 'MCP') return;
    if (!endpoint.text.startsWith(inner.url) || endpoint.text === inner.url) return evaluation.pass();
    const added = endpoint.text.slice(inner.url.length);
    evaluation.fail({
      at: placeOf(target),
      with: [placeOf(inner)],
      message: `the endpoint is the URL of gateway ${inner.path} and \`${added}\``,
      fix: `leave out \`${added}\`: the URL of an MCP gateway ends in \`/mcp\` already`,
    });
  }),
};
