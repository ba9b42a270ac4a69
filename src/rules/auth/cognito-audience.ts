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
  sentence: 'A client of Amazon Cognito that signs in by itself is an allowed client, and not an allowed audience.',
  why: 'The access tokens of Cognito name the client as `client_id` and have no audience, and a client with the grant `client_credentials` gets no other tokens: '
    + 'every call of it is refused with 401.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html, '
    + 'https://github.com/aws-solutions-library-samples/guidance-for-claude-code-with-amazon-bedrock/pull/718',
  evaluate: ({ model }) => evaluateEach([...model.gateways.map(ofGateway), ...model.runtimes.map(ofRuntime)], (evaluation, { at, jwt }) => {
    if (!jwt || jwt.allowedAudience.items.length === 0) return;
    const clients = jwt.allowedAudience.items.map(({ text }) => machineClient(model, text));
    const [client] = clients;
    // One audience that tokens can have is enough.
    if (!client || clients.includes(undefined) || !jwt.allowedAudience.known) return evaluation.pass();
    evaluation.fail({
      at: placeOf(at),
      with: [placeOf(client)],
      message: `\`AllowedAudience\` has the id of ${client.path}, whose tokens have no audience`,
      fix: 'move the id to `AllowedClients`, and remove `AllowedAudience`',
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

/** The client that an audience is the id of, when it can only sign in by itself. */
function machineClient(model: GatewayModel, audience: string): Resource | undefined {
  const expression = Object.hasOwn(model.symbols, audience) ? attributesIn(symbolTable(model), audience) : [];
  const client = expression.map(({ address }) => model.resources[address]).find((resource) => resource?.type === CLIENT);
  const flows = client && listOf(property(client.properties, 'AllowedOAuthFlows'), textOf);
  return flows?.known && flows.items.length > 0 && flows.items.every(({ text }) => text === 'client_credentials') ? client : undefined;
}
