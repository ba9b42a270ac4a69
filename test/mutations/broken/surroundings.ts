import type { EditableApp, Json } from '../editable-app';
import type { Mutation } from '../mutation';
import { RESOURCES } from '../valid/resources';

/** Mistakes in what is around a gateway: resource policies, logs, web ACLs and private endpoints. */

const resourcesOf = (app: EditableApp) => app.stack('S1').Resources as Json;
const copyOf = (app: EditableApp, id: string) => structuredClone(resourcesOf(app)[id] as Json);
const caught = (rule: string, rows: readonly (readonly [fault: string, make: Mutation['make']])[], of = RESOURCES): Mutation[] => {
  return rows.map(([fault, make]) => ({ fault, in: of, caughtBy: [rule], make }));
};

const SECOND_POLICY: readonly Mutation[] = caught('properties-resource-policy-once', [
  ['a second resource policy of a gateway', (app) => { resourcesOf(app).Others = copyOf(app, 'Callers'); }],
  ['a second resource policy of a gateway whose policy is at a condition that always holds', (app) => {
    app.stack('S1').Conditions = { Always: { 'Fn::Equals': ['a', 'a'] } };
    resourcesOf(app).Others = { ...copyOf(app, 'Callers'), Condition: 'Always' };
  }],
  ['a second resource policy by an ARN from the default of a parameter', (app) => {
    const { ResourceArn } = resourcesOf(app).Callers.Properties as Json;
    app.stack('S1').Parameters = { ...app.stack('S1').Parameters, Arn: { Type: 'String', Default: ResourceArn } };
    const others = copyOf(app, 'Callers');
    others.Properties.ResourceArn = { Ref: 'Arn' };
    resourcesOf(app).Others = others;
  }],
  ['a second resource policy, which denies', (app) => {
    const others = copyOf(app, 'Callers');
    others.Properties.Policy = (others.Properties.Policy as string).replace('Allow', 'Deny');
    resourcesOf(app).Others = others;
  }],
]);

export const SURROUNDINGS: readonly Mutation[] = [...SECOND_POLICY];
