import { evaluateType } from './lib/combination';
import { parseJson } from '../../model/json-with-placeholders';
import { isKnown, isList, isRecord, oneOrMore, property, Resolved, textOf } from '../../model/value';
import { AGENTCORE } from '../../service/agentcore';
import { RESOURCE_POLICY } from '../../service/resource-types';
import { isUnresolved } from '../lib/places';
import { quoted } from '../lib/wording';
import type { RuleFinding, Rule } from '../rule';

type Fault = Pick<RuleFinding, 'message' | 'fix'>;

export const propertiesResourcePolicy: Rule = {
  id: 'properties-resource-policy',
  group: 'properties',
  severity: 'error',
  sentence: 'A resource policy is JSON, and each statement has a principal, AgentCore actions and the ARN of the resource.',
  why: 'The service rejects other policies: "This policy contains invalid Json", "Policy has no statements", "Missing required field Principal", "Policy has invalid action", "Policy statement block must contain exactly one resource ARN that matches the provided resource ARN".',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_PutResourcePolicy.html',
  evaluate: ({ model }) => evaluateType(model, RESOURCE_POLICY, ({ path, properties }) => {
    const written = property(properties, 'Policy');
    if (written === undefined) return undefined;
    const document = typeof written === 'string' ? parseJson(written) : written;
    if (isUnresolved(written) && !isRecord(document)) return { unknown: `the policy of ${path} is unresolved until deployment` };
    if (!isRecord(document)) return { message: 'the policy is not a JSON object', fix: 'write an IAM policy document as JSON' };
    const statements = property(document, 'Statement');
    if (isUnresolved(statements)) return { unknown: `the statements of ${path} are unresolved until deployment` };
    const list = isList(statements) ? statements : statements === undefined ? [] : [statements];
    if (list.length === 0) return { message: 'the policy has no statements', fix: 'add a statement, or remove the resource policy' };
    const resource = textOf(property(properties, 'ResourceArn'))?.text;
    return list.map((statement) => faultIn(statement, resource)).find((fault) => fault !== undefined);
  }),
};

function faultIn(statement: Resolved, resource: string | undefined): Fault | undefined {
  if (!isRecord(statement)) return undefined;
  if (statement.Principal === undefined && statement.NotPrincipal === undefined) return { message: 'a statement has no `Principal`', fix: 'add the principals that may call the resource' };
  const foreign = oneOrMore(property(statement, 'Action')).items.map(({ text }) => text).filter((action) => isKnown(action) && !action.toLowerCase().startsWith(`${AGENTCORE}:`));
  if (foreign.length > 0) return { message: `a statement has ${quoted(foreign)}, which is no action of AgentCore`, fix: `write actions that begin with \`${AGENTCORE}:\`` };
  const resources = oneOrMore(property(statement, 'Resource'));
  if (resources.items.length > 1 || resources.items.some(({ text }) => text === '*')) {
    return { message: `a statement has the resources ${quoted(resources.items.map(({ text }) => text))}, but must have exactly one ARN`, fix: 'write the ARN of the resource that the policy is attached to' };
  }
  const [{ text, known } = { text: '', known: false }] = resources.items;
  if (!known || resource === undefined || !isKnown(resource) || text === resource || text.startsWith(`${resource}/`)) return undefined;
  return { message: `a statement is about \`${text}\`, but the policy is attached to \`${resource}\``, fix: `write \`${resource}\`` };
}
