import { gatewayRoles } from './lib/gateway-roles';
import { isWideOver } from './wildcard-action';
import type { GatewayModel, Statement } from '../../model/gateway-model';
import { symbolTable } from '../../model/symbols';
import { placeholdersOf, Text } from '../../model/value';
import { CREDENTIAL_PROVIDERS, managedSecret, secretOfProvider } from '../../service/identity';
import { PERMISSIONS } from '../../service/permissions';
import { arnBeside, arnWhere, writtenArn } from '../lib/needs/arns';
import { covers } from '../lib/role-access';
import { listed, placeOf, quoted } from '../lib/wording';
import { Evaluation, Rule } from '../rule';

const [ACTION] = PERMISSIONS.readSecret.actions;

/** No policy allows the role of a gateway to read the secrets of other credential providers. */
export const wildcardSecret: Rule = {
  id: 'grants-wildcard-secret',
  group: 'grants',
  severity: 'warning',
  sentence: 'The role of a gateway can read the secrets of its own credential providers and no others.',
  why: `The names of all credential provider secrets of an account begin with \`${managedSecret('')}\`. `
    + 'A role that can read all of them has the API keys and client secrets of every team in the account.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/scope-credential-provider-access.html',
  evaluate: ({ model }) => {
    const evaluation = new Evaluation();
    for (const { role, gateways } of gatewayRoles(model)) {
      const [gateway] = gateways;
      const foreign = arnBeside({ model, gateway }, 'secretsmanager', `secret:${secretOfProvider(CREDENTIAL_PROVIDERS.API_KEY, 'of-another-team', 'a1b2c3')}`);
      for (const statement of role.statements) {
        // `grants-wildcard-action` reports wildcards in the action, and a condition may restrict the rest.
        if (statement.effect !== 'Allow' || isWideOver(statement, ACTION) || statement.condition !== undefined) continue;
        const alone = (resource: Text): Statement => ({ ...statement, resources: { items: [resource], known: true } });
        const wide = statement.resources.items.filter((resource) => covers(model, alone(resource), ACTION, [foreign, arnWhere(resource.text, foreign)]) === 'yes');
        const isWide = wide.length > 0 ? 'yes' : covers(model, statement, ACTION, [foreign]);
        if (isWide === 'no' || (isWide === 'unknown' && !mayHoldWildcards(model, statement))) {
          evaluation.pass();
        } else if (isWide === 'unknown') {
          evaluation.unknown(`the secrets that policy ${statement.carrier.path} allows are unresolved until deployment`);
        } else {
          const resources = wide.map(({ text }) => writtenArn(text));
          evaluation.fail({
            at: placeOf(statement.carrier),
            with: gateways.map(placeOf),
            message: `policy ${statement.carrier.path} allows the role of gateway ${listed(gateways.map(({ path }) => path))} \`${ACTION}\` on ${quoted(resources)}, `
              + 'which are the secrets of every credential provider of the account',
            fix: 'allow it only on the secret of each credential provider of the gateway, which the service names '
              + listed(Object.values(CREDENTIAL_PROVIDERS).map((kind) => `\`${secretOfProvider(kind, '<provider>', '*')}\``), 'or'),
          });
        }
      }
    }
    return evaluation.verdict;
  },
};

/** Resource attributes never contain wildcards, but a parameter may. */
function mayHoldWildcards(model: GatewayModel, { actions, resources }: Statement): boolean {
  const symbols = symbolTable(model);
  return !actions.known || !resources.known || [...actions.items, ...resources.items].some(({ text }) => {
    return placeholdersOf(text).some((symbol) => !['attribute', 'pseudo'].includes(symbols.expression(symbol)?.is ?? ''));
  });
}
