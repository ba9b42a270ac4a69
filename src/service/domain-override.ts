import { isWithin, Range } from './limits';

export const ALTERNATE_DOMAINS: Range = { min: 1, max: 10 };

const DOMAIN = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/i;

interface Fault {
  readonly message: string;
  readonly fix: string;
}

/**
 * What the service rejects in the public domain names of a gateway. Names that are unresolved until deployment are left out of `domains`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-bedrockagentcore-gateway-domainoverride.html
 */
export function domainFaults({ domains, alternates }: { readonly domains: readonly string[]; readonly alternates?: number }): Fault[] {
  const repeated = domains.filter((domain, i) => domains.findIndex((other) => other.toLowerCase() === domain.toLowerCase()) < i);
  return [
    ...domains.filter((domain) => !DOMAIN.test(domain)).map((domain) => ({ message: `\`${domain}\` is not a domain name`, fix: 'write a domain name without scheme, port and path, such as `tools.example.com`' })),
    ...repeated.map((domain) => ({ message: `the domain \`${domain}\` is given twice`, fix: 'write each domain once' })),
    ...alternates === undefined || isWithin(alternates, ALTERNATE_DOMAINS) ? [] : [{
      message: `there are ${alternates} alternate domains, but the service accepts ${ALTERNATE_DOMAINS.min} to ${ALTERNATE_DOMAINS.max}`,
      fix: alternates === 0 ? 'leave out the empty list' : 'remove some',
    }],
  ];
}
