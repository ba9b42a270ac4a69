import type { Rule } from './rule';

const GATEWAY_NAME = /^([0-9a-zA-Z][-]?){1,48}$/;
const TARGET_NAME = /^([0-9a-zA-Z][-]?){1,100}$/;
const MAX_DEPENDS_ON = 3;

/** What the service or CloudFormation would refuse, or could not carry, whatever the order. */
export const SHAPE_RULES: { readonly [id: string]: Rule } = {
  'names': ({ world }) => [
    ...world.gateways.filter(({ properties }) => !GATEWAY_NAME.test(properties.Name)).map(({ node, properties }) => `${node} has the name ${properties.Name}`),
    ...world.targets.filter(({ properties }) => !TARGET_NAME.test(properties.Name)).map(({ node, properties }) => `${node} has the name ${properties.Name}`),
    // Gateways that differ in case only have the same id but for its random end.
    ...duplicates(world.gateways.map(({ properties }) => properties.Name.toLowerCase())),
    ...world.gateways.flatMap((gateway) => duplicates(world.targetsOf(gateway).map(({ properties }) => properties.Name))),
  ],

  // The second policy of a name would replace the first one, from whichever stack it is.
  'policy-names': ({ world }) => duplicates(world.ofType('AWS::IAM::Policy').flatMap(({ properties }) =>
    (properties.Roles ?? []).map((role: string) => `${properties.PolicyName} of role ${role}`))),

  'few-dependencies': ({ ownTargets }) => ownTargets.filter(({ dependsOn }) => dependsOn.length > MAX_DEPENDS_ON)
    .map(({ node, dependsOn }) => `${node} has ${dependsOn.length} entries in DependsOn`),
};

function duplicates(names: string[]): string[] {
  return names.filter((name, i) => names.indexOf(name) !== i).map((name) => `the name ${name} is there twice`);
}
