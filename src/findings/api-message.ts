/**
 * A message that says what to write: code between backticks is written as the program that calls has it, `add_mcp_server` in Python.
 *
 * Only code of the message itself; what is inserted into it was given by the user, or is a path. Classes keep their names, and of a property with
 * its value, `authorizerConfiguration: GatewayAuthorizer.usingAwsIam()` becomes `authorizer_configuration=GatewayAuthorizer.using_aws_iam()`.
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

/** jsii says which language calls it. */
function isCalledFromPython(): boolean {
  return process.env.JSII_AGENT?.startsWith('Python/') ?? false;
}

function pythonCode(typescript: string): string {
  return typescript.replaceAll(/\b[a-z][A-Za-z0-9]*\b/g, snakeCase).replaceAll(': ', '=').replaceAll('({ ', '(').replaceAll(' })', ')');
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
