import { checkedTools } from './checked-tools';
import type { PlacedTool } from './checked-tools';
import { codeList, describe, entriesOf, inside, isObject, itemsOf, own, pointer, shorten } from './json';
import type { JsonObject, Place } from './json';
import { parseJsonObject } from './json-text';
import { SchemaBudget } from './schema-budget';
import { Findings } from './schema-finding';
import { ServiceActions, serviceActions } from './smithy-actions';
import { documentation, SmithyShapes, trait } from './smithy-shapes';
import type { ReadTools } from './tool';
import { readDescription } from './tool-description';

const SMITHY = {
  name: 'Smithy model',
  otherSyntax: {
    pattern: /^\s*(\$version|\$operation\w+|namespace\s|metadata\s|use\s|\/\/)/,
    fix: 'convert it to the JSON AST, for example with `smithy ast`: it looks like the Smithy language',
  },
};

const PROTOCOL = 'aws.protocols#restJson1';

/** The lifecycle operations of a resource: at most one for each. */
const LIFECYCLE = ['create', 'put', 'read', 'update', 'delete', 'list'];

/**
 * Reads a Smithy model in JSON AST as the service does for a Smithy target: every operation of the service shape and of
 * its resources becomes a tool.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-smithy-targets.html
 */
export function readSmithy(text: string): ReadTools {
  const findings = new Findings();
  const document = parseJsonObject(text, SMITHY, findings);
  if (!document) return { tools: [], findings: findings.list };

  checkVersion(document, findings);
  const shapes = new SmithyShapes(document, findings);
  const service = findService(document, shapes, findings);
  if (!service) return { tools: [], findings: findings.list };

  checkService(service, findings);
  const tools: PlacedTool[] = [];
  for (const [id, operation] of operationsOf(service, shapes)) {
    const name = id.slice(id.indexOf('#') + 1);
    checkStreaming(name, operation, shapes, findings);
    const budget = new SchemaBudget();
    const input = structureOf(operation, 'input', shapes);
    tools.push({
      tool: {
        name,
        description: readDescription(documentation(operation), name, operation.at, findings),
        inputSchema: input ? shapes.schema(input, budget) : { type: 'object', properties: {} },
      },
      nameAt: operation.at,
    });
    budget.report(name, operation.at, findings);
  }
  if (tools.length === 0) {
    findings.error('smithy-no-operations', service.at, 'the service has no operations, so the target would have no tools', 'add `operations` or `resources` to the service shape');
  }
  return checkedTools(tools, findings);
}

/** The IAM actions of the operations of a model; undefined if it does not describe an AWS service. */
export function readServiceActions(text: string): ServiceActions | undefined {
  // `readSmithy` reports the findings.
  const findings = new Findings();
  const document = parseJsonObject(text, SMITHY, findings);
  const shapes = document && new SmithyShapes(document, findings);
  const service = shapes && findService(document, shapes, findings);
  return service && serviceActions(service, operationsOf(service, shapes));
}

function checkVersion(document: JsonObject, findings: Findings): void {
  const { smithy } = document;
  if (typeof smithy === 'string' && /^2(\.\d+)?$/.test(smithy)) return;
  findings.error('smithy-version', smithy === undefined ? '' : '/smithy', `\`smithy\` is ${describe(smithy)}, but the service supports only the JSON AST of Smithy 2.0`, 'build the model with Smithy 2.0, which writes `"smithy": "2.0"`');
}

function findService(document: JsonObject, shapes: SmithyShapes, findings: Findings): Place | undefined {
  if (!isObject(document.shapes)) {
    findings.error('smithy-no-shapes', '', `the model has no shapes: \`shapes\` is ${describe(document.shapes)}`, 'build the model into the JSON AST');
    return undefined;
  }
  const services = shapes.ofType('service');
  if (services.length === 0) {
    findings.error('smithy-no-service', '/shapes', 'the model has no service shape, so no operation becomes a tool', 'add the service shape to the model');
  }
  if (services.length > 1) {
    findings.error('smithy-several-services', '/shapes', `the model has ${services.length} service shapes (${shorten(codeList(services), 300)}), but a target supports only one`, 'keep one service shape');
  }
  return services.length === 1 ? shapes.shape(services[0]) : undefined;
}

function checkService(service: Place, findings: Findings): void {
  const traits = pointer(service.at, 'traits');
  if (trait(service, PROTOCOL) === undefined) {
    const others = entriesOf(own(service.value, 'traits')).map(([id]) => id).filter((id) => /^(aws|smithy)\.protocols#/.test(id));
    findings.error('smithy-protocol', isObject(own(service.value, 'traits')) ? traits : service.at, `the model declares ${others.length > 0 ? `the protocol ${shorten(codeList(others), 300)}` : 'no protocol'}, ` +
      `but the gateway supports only \`${PROTOCOL}\``, 'use an OpenAPI or Lambda target for this service');
  }
  if (trait(service, 'aws.api#service') === undefined) {
    findings.warning('smithy-custom-service', service.at, 'the model does not describe an AWS service (it has no trait `aws.api#service`); Smithy targets are documented only for AWS services', 'use an OpenAPI document instead');
  }
}

/** The operations by shape id: of the service, of its resources, and of their resources. */
function operationsOf(service: Place, shapes: SmithyShapes): Map<string, Place> {
  const operations = new Map<string, Place>();
  const owners = [service];
  const seen = new Set<string>();
  for (let owner = owners.shift(); owner; owner = owners.shift()) {
    if (seen.has(owner.at)) continue;
    seen.add(owner.at);
    for (const reference of operationReferences(owner)) {
      const operation = shapes.target(reference);
      if (operation) operations.set(String(own(reference.value, 'target')), operation);
    }
    owners.push(...referencesIn(inside(owner, 'resources')).flatMap((reference) => shapes.target(reference) ?? []));
  }
  return operations;
}

function operationReferences(owner: Place): Place[] {
  const lifecycle = LIFECYCLE.map((phase) => inside(owner, phase)).filter(({ value }) => value !== undefined);
  return [...lifecycle, ...referencesIn(inside(owner, 'operations')), ...referencesIn(inside(owner, 'collectionOperations'))];
}

function referencesIn(list: Place): Place[] {
  return itemsOf(list.value).map((_, index) => inside(list, index));
}

function structureOf(operation: Place, direction: 'input' | 'output', shapes: SmithyShapes): Place | undefined {
  const reference = inside(operation, direction);
  return reference.value === undefined ? undefined : shapes.target(reference);
}

function checkStreaming(name: string, operation: Place, shapes: SmithyShapes, findings: Findings): void {
  for (const direction of ['input', 'output'] as const) {
    const structure = structureOf(operation, direction, shapes);
    for (const [memberName, member] of structure ? shapes.members(structure) : []) {
      const target = shapes.target(member);
      if ([member, target].every((place) => !place || trait(place, 'smithy.api#streaming') === undefined)) continue;
      findings.warning('smithy-streaming-operation', operation.at, `operation \`${shorten(name)}\` streams its ${direction} (member \`${shorten(memberName)}\`), which the gateway does not support`, 'remove the operation from the service shape');
    }
  }
}
