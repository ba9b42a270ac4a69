import { gatewayRoles } from './lib/gateway-roles';
import { holdsFor, principalsOf, servicesStatements } from './lib/trust';
import { AGENTCORE_PRINCIPAL } from '../../service/agentcore';
import { gatewayPattern, writtenArn } from '../lib/needs/arns';
import { placeOf, quoted } from '../lib/wording';
import { Evaluation, Rule } from '../rule';

/** The service can assume the role of a gateway. */
export const roleNotAssumable: Rule = {
  id: 'grants-role-not-assumable',
  group: 'grants',
  severity: 'error',
  sentence: 'The role of a gateway trusts the AgentCore service, for this gateway.',
  why: 'The service assumes the role to call targets, and to create a gateway that has a policy engine. Both fail if the role does not trust the service.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-prerequisites-permissions.html',
  evaluate: ({ model }) => {
    const evaluation = new Evaluation();
    for (const { role, gateways } of gatewayRoles(model)) {
      const { trust } = role;
      if (!trust) {
        evaluation.unknown(`role ${role.path} is not created in the app, so its trust policy is unknown`);
        continue;
      }
      const statements = servicesStatements(model, trust);
      for (const gateway of gateways) {
        const answers = statements.map(({ statement, trusts }) => {
          const holds = holdsFor(model, gateway, statement);
          return holds === 'yes' ? trusts : holds;
        });
        if (answers.includes('yes')) {
          evaluation.pass();
        } else if (answers.includes('unknown') || !trust.known) {
          evaluation.unknown(`it is unknown until deployment whether role ${role.path} trusts the service for gateway ${gateway.path}`);
        } else if (statements.length > 0) {
          evaluation.fail({
            at: placeOf(role),
            with: [placeOf(gateway)],
            message: `role ${role.path} trusts \`${AGENTCORE_PRINCIPAL}\` under the condition \`${writtenArn(JSON.stringify(statements[0].statement.condition))}\`, `
              + `which gateway ${gateway.path} does not match: its ARN is \`${writtenArn(gatewayPattern(model, gateway.address))}\``,
            fix: `match that ARN in \`aws:SourceArn\` with \`ArnLike\` and the name in lower case, and set \`aws:SourceAccount\` to the account of ${gateway.path}`,
          });
        } else {
          evaluation.fail({
            at: placeOf(role),
            with: [placeOf(gateway)],
            message: `role ${role.path} of gateway ${gateway.path} trusts ${quoted(principalsOf(trust)) || 'nobody'}, but must trust \`${AGENTCORE_PRINCIPAL}\``,
            fix: `allow \`sts:AssumeRole\` to the service principal \`${AGENTCORE_PRINCIPAL}\` in the trust policy of ${role.path}`,
          });
        }
      }
    }
    return evaluation.verdict;
  },
};
