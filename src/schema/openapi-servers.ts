import { describe, inside, isText, itemsOf, own, pointer, shorten } from './json';
import type { JsonObject, Place } from './json';
import { Findings } from './schema-finding';
import { isUnresolved } from './unresolved';
import { unreachable } from '../service/addresses';

const EXAMPLE = 'for example `https://api.example.com/v1`';

/** Checks the server URLs of an OpenAPI document, which the gateway calls. */
export function checkServers(document: JsonObject, findings: Findings): void {
  const servers = inside({ value: document, at: '' }, 'servers');
  if (itemsOf(servers.value).length === 0) {
    if (isUnresolved(servers.value)) return;
    findings.error('openapi-no-server', servers.value === undefined ? '' : servers.at, 'the document has no server, so the gateway has no URL to call', `add \`servers\` with a \`url\`, ${EXAMPLE}`);
    return;
  }
  itemsOf(servers.value).forEach((_, index) => checkServer(inside(servers, index), findings));
}

/** The URL of the first server, with the default of each variable; as written when one has no default. */
export function firstServerUrl(servers: Place): string | undefined {
  const server = inside(servers, 0);
  const { value: url, at } = inside(server, 'url');
  return isText(url) ? fillVariables(url, inside(server, 'variables'), at, new Findings()) ?? url : undefined;
}

function checkServer(server: Place, findings: Findings): void {
  const { value: url, at } = inside(server, 'url');
  if (isUnresolved(url) || isUnresolved(server.value)) return;
  if (!isText(url)) {
    findings.error('openapi-server-url', url === undefined ? server.at : at, `the server has no URL: \`url\` is ${describe(url)}`, `write a URL, ${EXAMPLE}`);
    return;
  }
  const filled = fillVariables(url, inside(server, 'variables'), at, findings);
  if (filled === undefined) return;
  const parsed = URL.canParse(filled) ? new URL(filled) : undefined;
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol)) {
    findings.error('openapi-server-url', at, `server URL \`${shorten(url)}\` is not a complete \`https://\` or \`http://\` URL`, `write a complete URL, ${EXAMPLE}`);
  } else {
    checkHost(url, parsed.hostname, at, findings);
  }
}

/** Replaces every variable with its default; `undefined` when one has none. */
function fillVariables(url: string, variables: Place, at: string, findings: Findings): string | undefined {
  const host = /^[^:/]*:\/\/[^/]*/.exec(url)?.[0] ?? '';
  let known = true;
  const filled = url.replaceAll(/\{([^{}]*)\}/g, (expression, name: string) => {
    const variable = inside(variables, name);
    const choices = itemsOf(own(variable.value, 'enum'));
    const value = own(variable.value, 'default') ?? choices[0];
    if (typeof value !== 'string') {
      known = false;
      if (isUnresolved(value)) return expression;
      findings.error('openapi-server-url', at, `server URL \`${shorten(url)}\` has the variable \`${shorten(name)}\` without a default`, 'add the variable to `variables`, with `default` and `enum`');
      return expression;
    }
    if (host.includes(expression) && choices.length === 0) {
      findings.warning('openapi-server-variable-open', pointer(variables.at, name), `the variable \`${shorten(name)}\` in the host of \`${shorten(url)}\` accepts any value, ` +
        'so the gateway could send credentials to any host', 'list the allowed values in `enum`');
    }
    return value;
  });
  return known && !isUnresolved(filled) ? filled : undefined;
}

/** The finding about a server that the gateway reaches only with a private endpoint. */
export const PRIVATE_SERVER = 'openapi-server-private';

function checkHost(url: string, hostname: string, at: string, findings: Findings): void {
  switch (unreachable(hostname)) {
    case 'private':
      findings.warning(PRIVATE_SERVER, at, `server URL \`${shorten(url)}\` is a private address, which the gateway cannot call without a private endpoint`, 'use a public host name, or configure a private endpoint on the target');
      break;
    case 'reserved':
      findings.warning(PRIVATE_SERVER, at, `server URL \`${shorten(url)}\` is a reserved name or address, which nobody can call`, 'write the URL of the API');
  }
}
