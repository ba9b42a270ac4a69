import type { Names } from './names';
import { NodeDraft, resourceNode } from './node-draft';
import { shorten } from './text-width';
import type { GatewayModel, Target } from '../../../src/model/gateway-model';
import type { Address } from '../../../src/model/source';
import type { Text } from '../../../src/model/value';

interface DrawnDestination {
  readonly node: NodeDraft;
  /** The address of the resource, if it is in the app. */
  readonly address?: Address;
}

/** The node that a target points to. Targets with the same ARN or URL outside the app share one node. */
export function destinationOf({ address, pointsTo, kind, schema }: Target, model: GatewayModel, names: Names): DrawnDestination {
  if (pointsTo.address !== undefined) return { node: resourceNode(model, pointsTo.address, names), address: pointsTo.address };
  const elsewhere = (text: Text | undefined, node: Omit<NodeDraft, 'id' | 'facts'>): DrawnDestination => ({
    node: { id: text ? `${node.kind} ${text.text}` : `${node.kind} of ${address}`, ...node, facts: text ? [{ name: 'address', value: text.text }] : [] },
  });
  switch (pointsTo.kind) {
    case 'lambda': return elsewhere(pointsTo.arn, { kind: 'function', title: nameInArn(pointsTo.arn), subtitle: 'Lambda function, not in the app' });
    case 'runtime': return elsewhere(pointsTo.arn ?? pointsTo.url, { kind: kind === 'mcpServer' ? 'mcpServer' : 'agent', title: nameInArn(pointsTo.arn), subtitle: 'AgentCore Runtime, not in the app' });
    case 'gateway': return elsewhere(pointsTo.url, { kind: 'service', title: hostOf(pointsTo.url), subtitle: 'Gateway, not in the app' });
    case 'restApi': return elsewhere(pointsTo.restApiId, { kind: 'api', title: shownText(pointsTo.restApiId), subtitle: 'API Gateway, not in the app' });
    case 'url': return elsewhere(pointsTo.url, { kind: kind === 'mcpServer' ? 'mcpServer' : 'api', title: hostOf(pointsTo.url), subtitle: kind === 'mcpServer' ? 'MCP server' : 'API' });
    case 'connector': return elsewhere(pointsTo.connectorId, { kind: 'service', title: shownText(pointsTo.connectorId), subtitle: 'Connector' });
    case 'unknown': return elsewhere(undefined, { kind: 'service', title: kind === 'smithy' ? 'AWS service' : schema ? 'API' : 'Unknown', subtitle: UNKNOWN });
  }
}

const UNKNOWN = 'unknown until deployment';

function hostOf(url: Text): string {
  const host = /^[a-z]+:\/\/([^/?#]+)/i.exec(url.text)?.[1];
  return shorten(host ?? url.text);
}

function nameInArn(arn: Text | undefined): string {
  return arn?.known ? shorten(arn.text.split(/[:/]/).slice(-1)[0]) : UNKNOWN;
}

function shownText(text: Text | undefined): string {
  return text?.known ? shorten(text.text) : UNKNOWN;
}
