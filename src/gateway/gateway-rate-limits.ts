import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { Construct } from 'constructs';
import type { AddRateLimitOptions } from './rate-limit';
import { apiMessage } from '../findings/api-message';
import { RATE, RATE_LIMIT_DESCRIPTION_CHARACTERS, RATE_LIMIT_DIMENSIONS, RATE_LIMIT_KEY_CHARACTERS, RATE_LIMITS_PER_GATEWAY } from '../service/limits';
import { isChosenByCaller, isIdentity, nameOfKeys } from '../service/rate-limit-keys';
import { acknowledgeValidator, ValidatorRule } from '../synthesis/acknowledge-validator';
import { childOf } from '../synthesis/child';
import { rejectFaults } from '../synthesis/gateway-error';
import { markAsOwn } from '../synthesis/own-construct';
import { countFaults, numberFaults, textFaults } from '../synthesis/value-faults';

const RATES = ['requestsPerSecond', 'requestsPerMinute', 'tokensPerMinute', 'connectionsPerSecond'] as const;

/** The rate limits of one gateway. */
export class GatewayRateLimits {
  private readonly idOfKeys = new Map<string, string>();

  constructor(private readonly gateway: Construct & agentcore.IGateway) {}

  public add(id: string, options: AddRateLimitOptions): void {
    const keys = options.dimensions.map(({ key }) => key);
    const faults = [...this.faults(keys), ...ratesFaults(options), ...textFaults('description', options.description, RATE_LIMIT_DESCRIPTION_CHARACTERS)];
    rejectFaults(faults, 'rate-limit', this.gateway, `the service rejects rate limit ${id} of gateway ${this.gateway.node.path}`, 'change it');
    this.idOfKeys.set(nameOfKeys(keys), id);
    const scope = childOf(this.gateway, 'RateLimits');
    const rate = (value: number | undefined, period: 'second' | 'minute') => value === undefined ? undefined : [{ rate: value, period }];
    const resource = new agentcore.CfnGatewayRateLimit(scope, id, {
      gatewayIdentifier: this.gateway.gatewayId,
      description: options.description,
      dimensionKeys: keys,
      entries: [{
        dimensions: Object.fromEntries(keys.map((key) => [key, '*'])),
        requests: rate(options.requestsPerSecond, 'second') ?? rate(options.requestsPerMinute, 'minute'),
        tokens: rate(options.tokensPerMinute, 'minute'),
        connections: rate(options.connectionsPerSecond, 'second'),
      }],
    });
    markAsOwn(resource);
    if (keys.some(isChosenByCaller)) {
      acknowledgeValidator(resource, ValidatorRule.PATTERN, 'DimensionKeys');
      acknowledgeValidator(resource, ValidatorRule.UNKNOWN_PROPERTY, 'Dimensions');
    }
  }

  private faults(keys: readonly string[]): string[] {
    const other = this.idOfKeys.get(nameOfKeys(keys));
    const chosen = keys.filter(isChosenByCaller);
    const isPublic = this.gateway.authorizerConfiguration.authorizerType === agentcore.GatewayAuthorizerType.NONE;
    return [
      ...countFaults('dimensions', keys.length, RATE_LIMIT_DIMENSIONS),
      ...keys.flatMap((key) => textFaults('dimensions', key, RATE_LIMIT_KEY_CHARACTERS)),
      ...other === undefined ? [] : [`rate limit ${other} has the same dimensions; put both rates into one limit`],
      ...chosen.length > 0 && isPublic ? [`callers choose \`${chosen[0]}\`, and a gateway without inbound authorization does not know them; use other dimensions`] : [],
      ...chosen.length > 0 && !isPublic && !keys.some(isIdentity)
        ? [apiMessage`callers choose \`${chosen[0]}\`, so nobody is limited; add \`RateLimitDimension.IAM_PRINCIPAL\` or \`RateLimitDimension.jwtClaim\``] : [],
      ...this.idOfKeys.size >= RATE_LIMITS_PER_GATEWAY ? [`the gateway has ${RATE_LIMITS_PER_GATEWAY} rate limits already, which is the most`] : [],
    ];
  }
}

function ratesFaults(options: AddRateLimitOptions): string[] {
  if (RATES.every((name) => options[name] === undefined)) return [apiMessage`no rate is given; give \`requestsPerSecond\`, \`tokensPerMinute\` or \`connectionsPerSecond\``];
  return [
    ...RATES.flatMap((name) => numberFaults(name, options[name], RATE)),
    ...options.requestsPerSecond !== undefined && options.requestsPerMinute !== undefined ? [apiMessage`both \`requestsPerSecond\` and \`requestsPerMinute\` are given; give one of them`] : [],
  ];
}
