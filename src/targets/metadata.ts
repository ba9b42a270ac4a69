import { Token } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { IConstruct } from 'constructs';
import { whyHeaderStays } from '../service/reserved-headers';
import { GatewayError } from '../synthesis/gateway-error';

const LIST_MAX = 10;
const HEADER_MAX_LENGTH = 100;
const QUERY_PARAMETER_MAX_LENGTH = 40;
const NAME_PATTERN = /^[a-zA-Z0-9_-]+$/;

/**
 * Checks which headers and query parameters are to pass through.
 *
 * @throws GatewayError `metadata-configuration`, naming everything that is wrong
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-headers.html
 */
export function checkMetadata(target: IConstruct, metadata: agentcore.MetadataConfiguration): void {
  const faults = [
    ...listFaults('allowedRequestHeaders', metadata.allowedRequestHeaders, headerFault),
    ...listFaults('allowedResponseHeaders', metadata.allowedResponseHeaders, headerFault),
    ...listFaults('allowedQueryParameters', metadata.allowedQueryParameters, queryParameterFault),
  ];
  if (faults.length > 0) {
    throw new GatewayError('metadata-configuration', target, `metadata configuration is not accepted by the service:\n${faults.map((f) => `- ${f}`).join('\n')}\n`);
  }
}

function listFaults(field: string, names: string[] | undefined, fault: (name: string) => string | undefined): string[] {
  if (!names || Token.isUnresolved(names)) return [];
  const known = names.filter((name) => !Token.isUnresolved(name));
  const duplicates = known.filter((name, i) => known.findIndex((other) => other.toLowerCase() === name.toLowerCase()) !== i);
  return [
    ...names.length === 0 || names.length > LIST_MAX ? [`${field} has ${names.length} names; give 1 to ${LIST_MAX}, or leave it out`] : [],
    ...duplicates.map((name) => `${field}: \`${name}\` is there twice`),
    ...known.map((name) => [name, fault(name)]).filter(([, text]) => text !== undefined).map(([name, text]) => `${field}: \`${name}\` ${text}`),
  ];
}

function headerFault(name: string): string | undefined {
  if (name.length > HEADER_MAX_LENGTH || !NAME_PATTERN.test(name)) return `is not a header name of up to ${HEADER_MAX_LENGTH} letters, digits, hyphens and underscores`;
  return whyHeaderStays(name);
}

function queryParameterFault(name: string): string | undefined {
  return name.length < 1 || name.length > QUERY_PARAMETER_MAX_LENGTH ? `is not 1 to ${QUERY_PARAMETER_MAX_LENGTH} characters long` : undefined;
}
