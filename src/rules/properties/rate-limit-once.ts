import { addressesIn, symbolTable } from '../../model/symbols';
import { property, textOf, textsOf } from '../../model/value';
import { nameOfKeys } from '../../service/rate-limit-keys';
import { GATEWAY_RATE_LIMIT } from '../../service/resource-types';
import { ofType } from '../lib/needs/resources';
import { alwaysTogether, evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const propertiesRateLimitOnce: Rule = {
  id: 'properties-rate-limit-once',
  group: 'properties',
  severity: 'error',
  sentence: 'The rate limits of a gateway have different keys.',
  why: 'The service rejects a second limit with the same keys, in any order.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-rate-limits-dimensions.html',
  evaluate: ({ model }) => {
    const limits = ofType(model, GATEWAY_RATE_LIMIT).flatMap((resource) => {
      const gateway = textOf(property(resource.properties, 'GatewayIdentifier'))?.text;
      if (gateway === undefined) return [];
      const keys = textsOf(property(resource.properties, 'DimensionKeys'));
      return [{
        resource,
        gateway: addressesIn(symbolTable(model), gateway)[0] ?? gateway,
        keys: nameOfKeys(keys.items.map(({ text }) => text)),
        known: keys.known && keys.items.every(({ known }) => known),
      }];
    });
    return evaluateEach(limits, (evaluation, { resource, gateway, keys, known }) => {
      const before = limits.slice(0, limits.findIndex((one) => one.resource === resource)).find((one) => one.gateway === gateway && one.keys === keys);
      if (!known) return evaluation.unknown(`the keys of ${resource.path} are unresolved until deployment`);
      if (!before) return evaluation.pass();
      if (!alwaysTogether(model, before.resource.address, resource.address)) return evaluation.unknown(`it is unknown until deployment whether ${before.resource.path} and ${resource.path}, which have the same keys, are both created`);
      evaluation.fail({
        at: placeOf(resource), with: [placeOf(before.resource)], message: `${before.resource.path}, a rate limit of the same gateway, has the same keys`, fix: 'put the entries of both into one rate limit, or use other keys',
      });
    });
  },
};
