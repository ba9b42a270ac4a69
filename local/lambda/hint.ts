import type { FunctionDescription } from './function-description';

/** What is on Lambda and may not be on this machine. */
const SDKS: readonly [pattern: RegExp, hint: (name: string) => string][] = [
  [/No module named '(boto3|botocore)/, (name) => `Lambda has ${name}, and this machine's Python does not: install it, for example in the virtual environment \`.venv\` of the app`],
  [/Cannot find (?:package|module) '(@aws-sdk\/[\w-]+|@smithy\/[\w-]+)/, (name) => `Lambda has ${name}, and this machine does not: install it in the folder of the app`],
];

/** Why an invocation may fail here and not on AWS, and what to do. */
export function hintOf(errorMessage: string, { missing, path }: FunctionDescription, { missingKnown }: { readonly missingKnown: boolean }): string | undefined {
  for (const [pattern, hint] of SDKS) {
    const name = pattern.exec(errorMessage)?.[1];
    if (name !== undefined) return hint(name);
  }
  if (missing.length === 0 || missingKnown) return undefined;
  const [has, are] = missing.length === 1 ? ['variable', 'is'] : ['variables', 'are'];
  return `the environment ${has} ${missing.join(', ')} of ${path} ${are} unresolved until deployment and not set here: set ${missing.length === 1 ? 'it' : 'them'} in agentcore-gateway.local.json or with --env-file`;
}
