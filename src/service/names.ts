/**
 * What the service takes as a name, and the ids it makes of names.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/Welcome.html
 */

/** The form of a name. */
export interface NameForm {
  /** As a message names it: "runtime name". */
  readonly name: string;
  readonly pattern: RegExp;
  /** One character of it, wherever it stands. */
  readonly characters: RegExp;
  readonly min: number;
  readonly max: number;
  /** What is allowed, in words. */
  readonly allowed: string;
}

export const GATEWAY_NAME: NameForm = hyphenated('gateway name', 48);
export const TARGET_NAME: NameForm = hyphenated('target name', 100);

export const RUNTIME_NAME: NameForm = identifier('runtime name', 48);
export const RUNTIME_ENDPOINT_NAME: NameForm = identifier('endpoint name', 48);
export const POLICY_ENGINE_NAME: NameForm = identifier('policy engine name', 48);
export const CEDAR_POLICY_NAME: NameForm = identifier('policy name', 48);

export const CREDENTIAL_PROVIDER_NAME: NameForm = {
  name: 'credential provider name',
  pattern: /^[a-zA-Z0-9\-_]{1,128}$/,
  characters: /[a-zA-Z0-9\-_]/,
  min: 1,
  max: 128,
  allowed: 'letters, digits, hyphens and underscores',
};

function hyphenated(name: string, max: number): NameForm {
  return {
    name,
    // Each hyphen stands behind a letter or digit, also the last one; the length is counted apart.
    pattern: /^([0-9a-zA-Z]-?)+$/,
    characters: /[0-9a-zA-Z-]/,
    min: 1,
    max,
    allowed: 'letters, digits and single hyphens, starting with a letter or digit',
  };
}

function identifier(name: string, max: number): NameForm {
  return {
    name,
    pattern: /^[a-zA-Z]\w*$/,
    characters: /\w/,
    min: 1,
    max,
    allowed: 'letters, digits and underscores, starting with a letter',
  };
}

/** Whether a text is a name of this form. */
export function hasForm(text: string, { pattern, min, max }: NameForm): boolean {
  return text.length >= min && text.length <= max && pattern.test(text);
}

// ---- ids

/** The service makes the id of a gateway, a runtime or a policy engine of the name, a hyphen and this many characters. */
const GENERATED_LENGTH = 10;

/** The id of a runtime or a policy engine; `character` stands for each one that the service generates. */
export function idOfName(name: string, character: string): string {
  return `${name}-${character.repeat(GENERATED_LENGTH)}`;
}

/** The id of a gateway, which is also the name of its workload identity: in lower case, and IAM compares ARNs case-sensitively. */
export function gatewayIdOfName(name: string, character: string): string {
  return idOfName(name.toLowerCase(), character);
}

/**
 * Ids over 50 characters were rejected in a deployment, although the API documents more.
 *
 * @see https://github.com/awslabs/nx-plugin-for-aws/pull/890
 */
const GATEWAY_ID_SAFE_LENGTH = 50;

/** How many characters of a gateway's id come after its name. */
export const GATEWAY_ID_SUFFIX_LENGTH = GENERATED_LENGTH + 1;

/** Longest name of a gateway that leaves room for what the service appends to it. */
export const GATEWAY_NAME_SAFE_LENGTH = GATEWAY_ID_SAFE_LENGTH - GATEWAY_ID_SUFFIX_LENGTH;
