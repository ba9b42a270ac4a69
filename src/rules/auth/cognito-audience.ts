import type { Gateway, GatewayModel, JwtConfiguration, Located, Resource, Runtime } from '../../model/gateway-model';
import { attributesIn, symbolTable } from '../../model/symbols';
import { listOf, property, textOf } from '../../model/value';
import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

const CLIENT = 'AWS::Cognito::UserPoolClient';

export const authCognitoAudience: Rule = {
  id: 'auth-cognito-audience',
  group: 'auth',
  severity: 'error',
  sentence: 'An Amazon Cognito client that uses only the client credentials grant is an allowed client, not an allowed audience.',
  why: 'Cognito access tokens name the client in `client_id` and have no audience, and the `client_credentials` grant returns no other tokens. '
    + 'The gateway responds to every call with 401.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html, '
    + 'https://github.com/aws-solutions-library-samples/guidance-for-claude-code-with-amazon-bedrock/pull/718',
  evaluate: ({ model }) => evaluateEach([...model.gateways.map(ofGateway), ...model.runtimes.map(ofRuntime)], (evaluation, { at, jwt }) => {
    if (!jwt || jwt.allowedAudience.items.length === 0) return;
    const clients = jwt.allowedAudience.items.map(({ text }) => machineClient(model, text));
    const [client] = clients;
    // Tokens need to match only one of the audiences.
    if (!client || clients.includes(undefined) || !jwt.allowedAudience.known) return evaluation.pass();
    evaluation.fail({
      at: placeOf(at),
      with: [placeOf(client)],
      message: `\`AllowedAudience\` contains the client ID of ${client.path}, whose tokens have no audience`,
      fix: 'move the client ID to `AllowedClients`, and remove `AllowedAudience`',
    });
  }),
};

interface TakesTokens {
  readonly at: Located;
  readonly jwt?: JwtConfiguration;
}

function ofGateway(gateway: Gateway): TakesTokens {
  return { at: gateway, jwt: gateway.authorizer.jwt };
}

function ofRuntime(runtime: Runtime): TakesTokens {
  return { at: runtime, jwt: runtime.jwt };
}

/** The client whose ID is the audience, if it uses only the client credentials grant. */
function machineClient(model: GatewayModel, audience: string): Resource | undefined {
  const expression = Object.hasOwn(model.symbols, audience) ? attributesIn(symbolTable(model), audience) : [];
  const client = expression.map(({ address }) => model.resources[address]).find((resource) => resource?.type === CLIENT);
  const flows = client && listOf(property(client.properties, 'AllowedOAuthFlows'), textOf);
  return flows?.known && flows.items.length > 0 && flows.items.every(({ text }) => text === 'client_credentials') ? client : undefined;
}
