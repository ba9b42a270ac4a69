/**
 * A message that names the API in the language of the calling program: code between backticks becomes `add_mcp_server` in Python.
 *
 * Only code in the template itself is converted. Inserted values are user input or paths. Class names stay, and
 * `authorizerConfiguration: GatewayAuthorizer.usingAwsIam()` becomes `authorizer_configuration=GatewayAuthorizer.using_aws_iam()`.
 */
export function apiMessage(parts: TemplateStringsArray, ...inserted: readonly unknown[]): string {
  return String.raw({ raw: isCalledFromPython() ? pythonParts(parts) : parts }, ...inserted);
}

function pythonParts(parts: readonly string[]): string[] {
  let isCode = false;
  return parts.map((part) => part.split('`').map((text, index) => {
    if (index > 0) isCode = !isCode;
    return isCode ? pythonCode(text) : text;
  }).join('`'));
}

/** jsii sets the variable to the calling language. */
function isCalledFromPython(): boolean {
  return process.env.JSII_AGENT?.startsWith('Python/') ?? false;
}

function pythonCode(typescript: string): string {
  return typescript.replaceAll(/\b[a-z][A-Za-z0-9]*\b/g, snakeCase).replaceAll(': ', '=').replaceAll('({ ', '(').replaceAll(' })', ')');
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
