import type { Target } from '../../../model/gateway-model';
import { partsOf, property, Text, textOf } from '../../../model/value';

/** The parts of the host of an AWS endpoint. */
export interface AwsHost {
  readonly host: string;
  readonly service: 'bedrock-agentcore' | 'execute-api' | 'lambda';
  /** Undefined if unresolved until deployment. */
  readonly region?: string;
  /** `amazonaws.com` or `amazonaws.com.cn`. */
  readonly suffix?: string;
}

/** Replaces placeholders, which can contain dots and colons. */
const OPEN = '\0';

const AWS_HOST = /(?:^|\.)(?:(bedrock-agentcore|execute-api)\.([a-z]{2,3}(?:-[a-z]+)+-\d+|\0)\.(amazonaws\.com(?:\.cn)?|\0)|lambda-url\.([^.]+)\.on\.aws)$/;

/** Parses the host of a URL if it belongs to a service that gateways call. */
export function hostOf(url: string): AwsHost | undefined {
  const host = hostname(url);
  const match = host === undefined ? null : AWS_HOST.exec(host);
  if (host === undefined || !match) return undefined;
  const [, service = 'lambda', ofService, suffix, ofLambda] = match;
  const region = ofService ?? ofLambda;
  return {
    host,
    service: service as AwsHost['service'],
    ...region === OPEN ? {} : { region },
    ...suffix === undefined || suffix === OPEN ? {} : { suffix },
  };
}

/** The host of a URL without its port, if it is a literal. IPv6 addresses keep their brackets. */
export function literalHost(url: string): string | undefined {
  const [first] = partsOf(url);
  const literal = first && 'literal' in first ? first.literal : '';
  const isWhole = literal.length === url.length;
  const [, host, end] = /^https?:\/\/(\[[^\]]*\]|[^/?#:]*)(.?)/i.exec(literal) ?? [];
  return host === undefined || host === '' || (end === '' && !isWhole) ? undefined : host;
}

function hostname(url: string): string | undefined {
  if (!url.startsWith('https://')) return undefined;
  const open = partsOf(url.slice('https://'.length)).map((part) => 'literal' in part ? part.literal : OPEN).join('');
  return /^[^/?#:]*/.exec(open)?.[0];
}

/** The endpoint that a target is configured with. */
export function endpointOf({ configuration }: Target): Text | undefined {
  return textOf(property(configuration, 'Endpoint'));
}
