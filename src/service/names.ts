/**
 * The names that the service accepts, and the ids that it derives from them.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/Welcome.html
 */

/** The constraints on a name. */
export interface NameForm {
  /** The term in messages: "runtime name". */
  readonly name: string;
  readonly pattern: RegExp;
  /** Any single allowed character. */
  readonly characters: RegExp;
  readonly min: number;
  readonly max: number;
  /** The allowed characters, for messages. */
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
    // Each hyphen follows a letter or digit; a trailing hyphen is allowed. The length is checked separately.
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

/** The id of a gateway, runtime or policy engine is its name, a hyphen and this many generated characters. */
const GENERATED_LENGTH = 10;

/** The id of a runtime or a policy engine. `character` replaces each generated character. */
export function idOfName(name: string, character: string): string {
  return `${name}-${character.repeat(GENERATED_LENGTH)}`;
}

/** The id of a gateway, which is also the name of its workload identity. It is lower-case, which matters because IAM compares ARNs case-sensitively. */
export function gatewayIdOfName(name: string, character: string): string {
  return idOfName(name.toLowerCase(), character);
}

/**
 * Ids over 50 characters were rejected in a deployment, although the API documents more.
 *
 * @see https://github.com/awslabs/nx-plugin-for-aws/pull/890
 */
const GATEWAY_ID_SAFE_LENGTH = 50;

/** The number of characters in a gateway's id after its name. */
export const GATEWAY_ID_SUFFIX_LENGTH = GENERATED_LENGTH + 1;

/** The longest gateway name whose id does not exceed the safe length. */
export const GATEWAY_NAME_SAFE_LENGTH = GATEWAY_ID_SAFE_LENGTH - GATEWAY_ID_SUFFIX_LENGTH;
