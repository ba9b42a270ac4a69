import { Token } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { IConstruct } from 'constructs';
import { apiMessage } from '../findings/api-message';
import { HEADER_NAME_CHARACTERS, isWithin, PASSED_NAMES, QUERY_PARAMETER_CHARACTERS } from '../service/limits';
import { HEADER_NAME, whyHeaderStays } from '../service/reserved-headers';
import { rejectFaults } from '../synthesis/gateway-error';

/**
 * Checks the names of the headers and query parameters to propagate.
 *
 * @throws GatewayError `limits-metadata-lists`, with every invalid name
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-headers.html
 */
export function checkMetadata(target: IConstruct, metadata: agentcore.MetadataConfiguration): void {
  const faults = [
    ...listFaults(apiMessage`\`allowedRequestHeaders\``, metadata.allowedRequestHeaders, headerFault),
    ...listFaults(apiMessage`\`allowedResponseHeaders\``, metadata.allowedResponseHeaders, headerFault),
    ...listFaults(apiMessage`\`allowedQueryParameters\``, metadata.allowedQueryParameters, queryParameterFault),
  ];
  rejectFaults(faults, 'limits-metadata-lists', target, 'the service rejects the metadata configuration', 'correct these lists');
}

function listFaults(field: string, names: string[] | undefined, fault: (name: string) => string | undefined): string[] {
  if (!names || Token.isUnresolved(names)) return [];
  const known = names.filter((name) => !Token.isUnresolved(name));
  const duplicates = known.filter((name, i) => known.findIndex((other) => other.toLowerCase() === name.toLowerCase()) !== i);
  return [
    ...isWithin(names.length, PASSED_NAMES) ? [] : [`${field} has ${names.length} names; use ${PASSED_NAMES.min} to ${PASSED_NAMES.max}, or leave it out`],
    ...duplicates.map((name) => `${field}: \`${name}\` is listed twice`),
    ...known.map((name) => [name, fault(name)]).filter(([, text]) => text !== undefined).map(([name, text]) => `${field}: \`${name}\` ${text}`),
  ];
}

function headerFault(name: string): string | undefined {
  if (!isWithin(name.length, HEADER_NAME_CHARACTERS) || !HEADER_NAME.test(name)) return `is not a header name of up to ${HEADER_NAME_CHARACTERS.max} letters, digits, hyphens and underscores`;
  return whyHeaderStays(name);
}

function queryParameterFault(name: string): string | undefined {
  const { min, max } = QUERY_PARAMETER_CHARACTERS;
  return isWithin(name.length, QUERY_PARAMETER_CHARACTERS) ? undefined : `is not ${min} to ${max} characters long`;
}
