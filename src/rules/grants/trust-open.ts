import { gatewayRoles } from './lib/gateway-roles';
import { keepsOthersOut, servicesStatements } from './lib/trust';
import { AGENTCORE_PRINCIPAL } from '../../service/agentcore';
import { gatewayPattern, writtenArn } from '../lib/needs/arns';
import { listed, placeOf } from '../lib/wording';
import { Evaluation, Rule } from '../rule';

/** The service assumes the role of a gateway for this account only. */
export const trustOpen: Rule = {
  id: 'grants-trust-open',
  group: 'grants',
  severity: 'warning',
  sentence: 'The trust policy of a gateway\'s role restricts the account or the gateway that the service can assume the role for.',
  why: 'Without `aws:SourceAccount` or `aws:SourceArn`, anyone who knows the ARN of the role can use it in a gateway of another account, '
    + 'and the service calls your functions for them (the confused deputy problem).',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
  evaluate: ({ model }) => {
    const evaluation = new Evaluation();
    for (const { role, gateways } of gatewayRoles(model)) {
      if (!role.trust?.known) {
        evaluation.unknown(`the trust policy of role ${role.path} is unresolved until deployment`);
        continue;
      }
      const [gateway] = gateways;
      for (const { statement, trusts } of servicesStatements(model, role.trust)) {
        const keeps = keepsOthersOut(model, gateway, statement);
        if (keeps === 'yes') {
          evaluation.pass();
        } else if (keeps === 'unknown' || trusts === 'unknown') {
          evaluation.unknown(`the condition under which role ${role.path} trusts the service is unresolved until deployment`);
        } else {
          evaluation.fail({
            at: placeOf(role),
            with: gateways.map(placeOf),
            message: `role ${role.path} of gateway ${listed(gateways.map(({ path }) => path))} trusts \`${AGENTCORE_PRINCIPAL}\` for gateways of any account`,
            fix: 'add to the trust policy: `"Condition": { "StringEquals": { "aws:SourceAccount": "${AWS::AccountId}" }, '
              + `"ArnLike": { "aws:SourceArn": "${writtenArn(gatewayPattern(model, gateway.address))}" } }\``,
          });
        }
      }
    }
    return evaluation.verdict;
  },
};
