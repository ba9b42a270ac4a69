import type { GatewayModel, Role, Target } from '../../model/gateway-model';
import { ServiceActions } from '../../schema/smithy-actions';
import { credentialOf } from '../lib/needs/contact-time';
import { gatewayOf } from '../lib/places';
import { allowedActions } from '../lib/role-access';
import { placeOf, quoted } from '../lib/wording';
import { Evaluation, Rule } from '../rule';

/** As many operations as a message names. */
const NAMED = 3;

/** The role of a gateway is allowed operations of the AWS service of each Smithy target. */
export const serviceNotAllowed: Rule = {
  id: 'grants-service-not-allowed',
  group: 'grants',
  severity: 'warning',
  sentence: 'The role of a gateway is allowed at least one operation of the AWS service of each Smithy target.',
  why: 'The gateway calls the service with its role, and the service rejects every call of the tools. Which operations and resources the tools may use cannot be derived from the model.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-smithy-targets.html',
  evaluate: ({ model }) => {
    const evaluation = new Evaluation();
    for (const target of model.targets) {
      const { serviceActions } = target;
      if (serviceActions && credentialOf(target)?.type?.text === 'GATEWAY_IAM_ROLE') evaluateTarget(evaluation, model, target, serviceActions);
    }
    return evaluation.verdict;
  },
};

function evaluateTarget(evaluation: Evaluation, model: GatewayModel, target: Target, actions: ServiceActions): void {
  const gateway = gatewayOf(model, target);
  const role = model.roles.find(({ address }) => address === gateway?.role?.address);
  if (!gateway || !role) return evaluation.unknown(`the role of the gateway of target ${target.path} is not in the templates`);
  const allowed = allowedActions(model, role, actions.prefix);
  if (allowed === 'yes') return evaluation.pass();
  if (allowed === 'unknown') return evaluation.unknown(`it is unknown until deployment whether role ${role.path} is allowed actions of \`${actions.prefix}\``);
  fail(evaluation, target, role, gateway.path, actions);
}

function fail(evaluation: Evaluation, target: Target, role: Role, gateway: string, { prefix, names }: ServiceActions): void {
  const named = names.slice(0, NAMED).map((name) => `${prefix}:${name}`);
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  evaluation.fail({
    at: placeOf(target),
    with: [placeOf(role)],
    message: `role ${role.path} of gateway ${gateway} is not allowed any action of \`${prefix}\`, and target ${target.path} needs that to call the operations of its Smithy model: ${quoted(named)}${more}`,
    fix: 'allow the actions that the tools may use, on the resources that they may use: for targets of this library, in `additionalPermissions`',
  });
}
