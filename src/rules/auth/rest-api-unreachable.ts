import { oneOrMore, property } from '../../model/value';
import { evaluateEach, isUnresolved, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const authRestApiUnreachable: Rule = {
  id: 'auth-rest-api-unreachable',
  group: 'auth',
  severity: 'error',
  sentence: 'The REST API of an API Gateway target has a public default endpoint.',
  why: 'The gateway calls the API at its default endpoint, over the internet. It cannot call an API with a private or disabled endpoint.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-api-gateway.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const { pointsTo } = target;
    if (pointsTo.kind !== 'restApi' || pointsTo.address === undefined) return;
    const api = model.resources[pointsTo.address];
    const types = oneOrMore(property(api.properties, 'EndpointConfiguration', 'Types'));
    const disabled = property(api.properties, 'DisableExecuteApiEndpoint');
    const fail = (message: string, fix: string) => evaluation.fail({ at: placeOf(target), with: [placeOf(api)], message, fix });
    if (types.items.some(({ text }) => text === 'PRIVATE')) {
      return fail(`REST API ${api.path} has the endpoint type \`PRIVATE\`, which the gateway cannot call`, 'use a regional endpoint, or add an OpenAPI target with a private endpoint for this API');
    }
    if (disabled === true || disabled === 'true') {
      return fail(`the default endpoint of REST API ${api.path} is disabled, and the gateway calls no custom domain`, 'enable the default endpoint, or add an OpenAPI target with the custom domain for this API');
    }
    if (!types.known || types.items.some(({ known }) => !known) || isUnresolved(disabled)) return evaluation.unknown(`the endpoint of ${api.path} is unresolved until deployment`);
    evaluation.pass();
  }),
};
