import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { endpointOf } from './lib/endpoint';

export const authEndpointGatewayUrl: Rule = {
  id: 'auth-endpoint-gateway-url',
  group: 'auth',
  severity: 'error',
  sentence: 'The endpoint of a target that points to a gateway is the MCP endpoint of that gateway.',
  why: 'The URL of a gateway with the protocol type MCP ends in `/mcp`. The URL of a gateway without a protocol type ends with the host name, and its MCP endpoint is at `/mcp`. No other path returns tools, so the target fails.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-using.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const { kind, pointsTo } = target;
    const endpoint = endpointOf(target);
    const inner = pointsTo.kind === 'gateway' ? model.gateways.find(({ address }) => address === pointsTo.address) : undefined;
    if (kind !== 'mcpServer' || !endpoint || !inner || inner.protocol === 'unknown') return;
    const path = inner.protocol === 'MCP' ? '' : '/mcp';
    if (!endpoint.text.startsWith(inner.url) || endpoint.text === `${inner.url}${path}`) return evaluation.pass();
    const added = endpoint.text.slice(inner.url.length);
    evaluation.fail({
      at: placeOf(target),
      with: [placeOf(inner)],
      message: `the endpoint is the URL of gateway ${inner.path}${added === '' ? ', which has no protocol type, so its URL ends with the host name' : ` and \`${added}\``}`,
      fix: path === '' ? `remove \`${added}\`: the URL of a gateway with the protocol type MCP ends in \`/mcp\` already` : 'append only `/mcp` to the URL',
    });
  }),
};
