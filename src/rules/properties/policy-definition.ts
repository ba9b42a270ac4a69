import { evaluateType } from './lib/combination';
import { property } from '../../model/value';
import { CEDAR_POLICY } from '../../service/resource-types';
import { isUnresolved } from '../lib/places';
import type { Rule } from '../rule';

export const propertiesPolicyDefinition: Rule = {
  id: 'properties-policy-definition',
  group: 'properties',
  severity: 'error',
  sentence: 'A policy has a definition with a statement.',
  why: 'The service rejects a policy with an empty definition.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreatePolicy.html',
  evaluate: ({ model }) => evaluateType(model, CEDAR_POLICY, ({ path, properties }) => {
    const definition = property(properties, 'Definition');
    const members = ['Cedar', 'Policy'].map((language) => property(definition, language));
    const statements = ['Cedar', 'Policy'].map((language) => property(definition, language, 'Statement'));
    if (statements.some((statement) => typeof statement === 'string' && statement.trim() !== '')) return undefined;
    if ([definition, ...members].some(isUnresolved)) return { unknown: `the definition of ${path} is unresolved until deployment` };
    return { message: 'the definition of the policy has no statement', fix: 'write the policy in `Definition.Cedar.Statement`' };
  }),
};
