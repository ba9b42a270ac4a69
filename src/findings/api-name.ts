/**
 * A piece of the public API in a message, as the program that calls writes it: `addMcpServer` is `add_mcp_server` in Python.
 *
 * Classes keep their names. Of what a property is given, `authorizerConfiguration: GatewayAuthorizer.usingAwsIam()` becomes
 * `authorizer_configuration=GatewayAuthorizer.using_aws_iam()`.
 */
export function apiName(typescript: string): string {
  return isCalledFromPython() ? typescript.replaceAll(/\b[a-z][A-Za-z0-9]*\b/g, snakeCase).replaceAll(': ', '=') : typescript;
}

/** jsii says which language calls it. */
function isCalledFromPython(): boolean {
  return process.env.JSII_AGENT?.startsWith('Python/') ?? false;
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
