import { toolsToCedarSchema, ToolTarget } from '../../cedar/schema-from-tools';
import type { GatewayModel, PolicyEngine, Target } from '../../model/gateway-model';
import { toolsThrough } from '../../model/tools-through';
import { CEDAR_SCHEMA_BYTES } from '../../service/limits';
import { placesOf } from '../lib/places';
import type { Rule } from '../rule';
import { evaluateNear, Limit, Measured } from './lib/measure';

const SCHEMA: Limit = {
  max: CEDAR_SCHEMA_BYTES,
  unit: 'bytes in the Cedar schema of its tools',
  fix: 'use fewer or simpler tools, or attach some of the gateways to another policy engine',
  measure: ({ model }) => model.policyEngines.filter(({ gateways }) => gateways.length > 0).map((engine) => measured(model, engine)),
};

function measured(model: GatewayModel, engine: PolicyEngine): Measured {
  const { gateways, targets } = placesOf(model);
  const attached = engine.gateways.map((address) => gateways.get(address)!);
  const offered = attached.flatMap((gateway) => gateway.targets.map((address) => targets.get(address)!)).map((target) => toolTarget(model, target));
  const { text } = toolsToCedarSchema(offered);
  const incomplete = offered.find(({ tools }) => tools === 'unknown');
  return {
    at: engine,
    with: attached,
    // AWS does not document how the service generates the schema.
    least: 0,
    typical: Buffer.byteLength(text),
    ...incomplete ? { unknown: `the tools of target ${incomplete.name} are unknown until deployment` } : {},
  };
}

function toolTarget(model: GatewayModel, target: Target): ToolTarget {
  const name = target.name?.text ?? target.address;
  switch (target.tools.is) {
    case 'known': return { name, tools: target.tools.tools };
    case 'through': return { name, tools: toolsThrough(model, target.tools.gateway).tools.map(({ name: offered, tool }) => ({ ...tool, name: offered.text })) };
    case 'none': return { name, tools: [] };
    case 'unknown': return { name, tools: 'unknown' };
  }
}

export const limitsCedarSchema: Rule = {
  id: 'limits-cedar-schema',
  group: 'limits',
  severity: 'warning',
  sentence: 'The Cedar schema of all tools of a policy engine is well below 400 KB.',
  why: 'The service generates the schema from the tools of all attached gateways, and rejects policies if the schema is larger. The size is an estimate.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-limitations-section.html',
  evaluate: (input) => evaluateNear(SCHEMA, input),
};
