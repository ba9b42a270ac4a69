import { CalledAs, gatewaysByUrlIn, PossibleCaller, possibleCallers } from './lib/callers';
import type { Gateway, GatewayModel } from '../../model/gateway-model';
import { addressesIn, symbolTable } from '../../model/symbols';
import { INVOKE_GATEWAY } from '../../service/permission';
import { RUNTIME_CONFIG_APPLICATION_VARIABLE } from '../../service/runtime-config';
import { neededGateway } from '../lib/needs/runtimes-and-gateways';
import { accessOf, isAllowed, whyUnknown } from '../lib/role-access';
import { placeOf, quoted } from '../lib/wording';
import { Evaluation, Rule } from '../rule';

/** Callers that have the URL of a gateway are allowed to invoke it. */
export const callerWithoutAccess: Rule = {
  id: 'grants-caller-without-access',
  group: 'grants',
  severity: 'warning',
  sentence: 'An agent or function that has the URL of a gateway in its environment, and a harness that has a gateway as a tool, is allowed to invoke the gateway.',
  why: 'The gateway responds to callers without this permission with 403.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-inbound-auth.html',
  evaluate: ({ model }) => {
    const evaluation = new Evaluation();
    const gateways = new Map(model.gateways.map((gateway) => [gateway.address, gateway]));
    for (const caller of possibleCallers(model)) {
      for (const [address, called] of caller.gateways) evaluateCaller(model, caller, gateways.get(address)!, called, evaluation);
      if (caller.gateways.size === 0) evaluateReader(model, caller, evaluation);
    }
    return evaluation.verdict;
  },
};

function evaluateCaller(model: GatewayModel, caller: PossibleCaller, gateway: Gateway, called: CalledAs, evaluation: Evaluation): void {
  const authorizer = gateway.authorizer.type;
  if (!authorizer?.known) {
    evaluation.unknown(`it is unknown until deployment whether gateway ${gateway.path} requires permissions of its callers`);
    return;
  }
  // Only callers of a gateway with `AWS_IAM` need permissions.
  if (authorizer.text !== 'AWS_IAM') {
    evaluation.pass();
    return;
  }
  const { role } = caller;
  if (!role) {
    evaluation.unknown(`the role of ${caller.path} is not in the templates`);
    return;
  }
  const needed = neededGateway(model, gateway.address);
  const { elsewhere } = needed;
  const access = accessOf(model, role, INVOKE_GATEWAY, needed, caller.address);
  const allowed = isAllowed(access, role);
  if (allowed === 'yes') {
    evaluation.pass();
  } else if (allowed === 'unknown' || (elsewhere !== undefined && !access.denied.by)) {
    evaluation.unknown(`${caller.path}: ${allowed === 'unknown' ? whyUnknown(access, role, INVOKE_GATEWAY) : `${elsewhere} may allow it`}`);
  } else {
    evaluation.fail({
      at: placeOf(caller),
      with: [placeOf(gateway), placeOf(role)],
      message: `${caller.kind} ${caller.path} has the ${called.what} of gateway ${gateway.path} in ${quoted(called.in)}, but its role ${role.path} is not allowed \`${INVOKE_GATEWAY}\` on that gateway`,
      fix: `allow role ${role.path} \`${INVOKE_GATEWAY}\` on the ARN of gateway ${gateway.path} (with \`grantInvokeAccess\` of cdk-agentcore-gateway, for example), or remove the ${called.what}`,
    });
  }
}

/** The Runtime Configuration lists all gateways, so the template does not show which of them a reader calls. */
function evaluateReader(model: GatewayModel, caller: PossibleCaller, evaluation: Evaluation): void {
  const application = caller.variables.find(([name]) => name === RUNTIME_CONFIG_APPLICATION_VARIABLE)?.[1];
  if (application === undefined || caller.protocol === 'MCP') return;
  const [address] = addressesIn(symbolTable(model), application);
  const listed = model.runtimeConfigurations.filter((configuration) => configuration.application?.address === address)
    .flatMap(({ document }) => gatewaysByUrlIn(model, document));
  const gateways = model.gateways.filter((gateway) => listed.includes(gateway.address) && gateway.authorizer.type?.text === 'AWS_IAM');
  if (gateways.length === 0) return;
  const isCaller = model.callers.some(({ role, gateway }) => role === caller.role?.address && listed.includes(gateway));
  if (isCaller) evaluation.pass();
  else evaluation.unknown(`${caller.path} can find gateways and may invoke none of them; its templates do not show whether it calls one`);
}
