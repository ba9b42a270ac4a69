import type { Target } from '../../model/gateway-model';
import { isKnown, isList, isRecord, property, textOf } from '../../model/value';
import { isUnresolved, evaluateEach, placeOf } from '../lib/places';
import type { RuleFinding, Rule } from '../rule';
import { stateOf } from './lib/combination';

const MANAGED = 'ManagedVpcResource';
const LATTICE = 'SelfManagedLatticeResource';
/** Kinds of targets that the gateway does not call by a URL of their own. */
const WITHOUT_URL: readonly Target['kind'][] = ['lambda', 'apiGateway', 'connector', 'httpConnector', 'inferenceConnector'];

export const propertiesPrivateEndpoint: Rule = {
  id: 'properties-private-endpoint',
  group: 'properties',
  severity: 'error',
  sentence: 'A private endpoint is either in a VPC, with subnets, or a VPC Lattice resource configuration, and belongs to a target with a URL.',
  why: 'The service rejects both or none of the two, a VPC without subnets and a routing domain that is a URL. It calls a Lambda function or a connector by its ARN or name, not through a private endpoint.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/vpc-egress-private-endpoints.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const { privateEndpoint } = target;
    if (privateEndpoint === undefined) return;
    if (isUnresolved(privateEndpoint)) return evaluation.unknown(`the private endpoint of ${target.path} is unresolved until deployment`);
    const fault = faultOf(target);
    if (fault) evaluation.fail({ at: placeOf(target), ...fault });
    else if ([MANAGED, LATTICE].some((one) => stateOf(privateEndpoint, one) === 'unknown')) evaluation.unknown(`the private endpoint of ${target.path} is unresolved until deployment`);
    else evaluation.pass();
  }),
};

function faultOf({ kind, privateEndpoint }: Target): Pick<RuleFinding, 'message' | 'fix'> | undefined {
  if (WITHOUT_URL.includes(kind)) return { message: `the target is of kind \`${kind}\`, which has no URL that a private endpoint could lead to`, fix: 'remove `PrivateEndpoint`' };
  const states = [MANAGED, LATTICE].map((one) => stateOf(privateEndpoint, one));
  if (states.every((state) => state === 'set')) return { message: `the private endpoint has both \`${MANAGED}\` and \`${LATTICE}\``, fix: 'keep one of them' };
  if (states.every((state) => state === 'unset')) return { message: `the private endpoint has neither \`${MANAGED}\` nor \`${LATTICE}\``, fix: 'add one of them' };
  const managed = property(privateEndpoint, MANAGED);
  if (!isRecord(managed)) return undefined;
  const subnets = property(managed, 'SubnetIds');
  if (subnets === undefined || (isList(subnets) && subnets.length === 0)) return { message: 'the private endpoint has no subnets', fix: 'add the IDs of subnets to `SubnetIds`' };
  const domain = textOf(property(managed, 'RoutingDomain'))?.text;
  if (domain === undefined || !isKnown(domain) || !/[:/]/.test(domain)) return undefined;
  return { message: `the routing domain is \`${domain}\`, which is not a host name`, fix: `write only the host name, such as \`${domain.replace(/^\w+:\/\//, '').split(/[:/]/)[0]}\`` };
}
