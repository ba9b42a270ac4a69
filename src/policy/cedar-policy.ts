import { existsSync, readdirSync, statSync } from 'fs';
import { basename, join, relative } from 'path';
import { Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { BoundCedarPolicy } from './bound-cedar-policy';
import { findDogwood } from '../cedar/dogwood';
import { formatFinding, placeFindings } from '../cedar/finding';
import { fillPlaceholders } from '../cedar/placeholders';
import { policyFileText } from '../cedar/policy-file';
import { tokenize } from '../cedar/tokens';
import { apiMessage } from '../findings/api-message';
import { GatewayError } from '../synthesis/gateway-error';
import { EXPECTED, requireArgument } from '../synthesis/require-argument';

const FILE_EXTENSION = '.cedar';

/**
 * Whether a policy is enforced or only logged.
 */
export class PolicyEnforcementMode {
  /** The policy is enforced. */
  public static readonly ACTIVE = new PolicyEnforcementMode('ACTIVE');

  /** The policy is evaluated and logged, but not enforced. */
  public static readonly LOG_ONLY = new PolicyEnforcementMode('LOG_ONLY');

  /** A mode that is newer than this version of the library. */
  public static of(value: string): PolicyEnforcementMode {
    return new PolicyEnforcementMode(value);
  }

  private constructor(
    /** The value in the service's API. */
    public readonly value: string,
  ) {}
}

/**
 * Options for a Cedar policy.
 */
export interface CedarPolicyOptions {
  /**
   * Values for `{{name}}` in string literals of the policy.
   *
   * `{{gatewayArn}}`, `{{accountId}}`, `{{region}}` and `{{partition}}` always have a value.
   *
   * @default - only these four
   */
  readonly variables?: { [name: string]: string };

  /**
   * Roles for `{{name}}` in string literals of the policy. Each is replaced by the principal ID of callers with that role:
   * `arn:aws:sts::<account>:assumed-role/<role name>`.
   *
   * @default - none
   */
  readonly roles?: { [name: string]: iam.IRole };

  /**
   * A description of the policy: up to 4096 characters.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * Whether the policy is enforced or only logged.
   *
   * @default PolicyEnforcementMode.ACTIVE
   */
  readonly enforcementMode?: PolicyEnforcementMode;

  /**
   * How the service handles a policy that its analysis finds overly permissive, overly restrictive or ineffective. In either mode, it also
   * validates the policy against the schema.
   *
   * @default - the service rejects the policy
   */
  readonly validationMode?: agentcore.PolicyValidationMode;
}

/**
 * A Cedar policy for the tools of a gateway.
 *
 * It contains exactly one `permit` or `forbid`. Placeholders `{{name}}` in string literals are replaced by ARNs and other values of the
 * app. At synthesis, the Cedar engine validates each policy against the tools of its gateway.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy.html
 *
 * @example
 * declare const agent: AgentRuntime;
 * new Gateway(this, 'TeamGateway', {
 *   cedarPolicies: CedarPolicy.fromDirectory('policies', { roles: { agent: agent.role } }),
 * });
 */
export class CedarPolicy {
  /**
   * Creates a policy from text.
   *
   * @param name the name of the policy, unique in its gateway
   *
   * @example
   * declare const tools: Gateway;
   * tools.addCedarPolicy('forecasts', CedarPolicy.fromText('forecasts', `
   *   permit (
   *     principal is AgentCore::IamEntity,
   *     action == AgentCore::Action::"weather___get_weather",
   *     resource == AgentCore::Gateway::"{{gatewayArn}}"
   *   );
   * `));
   */
  public static fromText(name: string, text: string, options: CedarPolicyOptions = {}): CedarPolicy {
    requireArgument(undefined, apiMessage`\`name\` of a Cedar policy`, name, EXPECTED.text);
    requireArgument(undefined, apiMessage`\`text\` of Cedar policy ${name}`, text, EXPECTED.text);
    return new CedarPolicy(name, text, options);
  }

  /**
   * Reads a policy from a file. The name of the policy is the name of the file without the folder and `.cedar`.
   *
   * @throws when the file cannot be read
   */
  public static fromFile(path: string, options: CedarPolicyOptions = {}): CedarPolicy {
    requireArgument(undefined, apiMessage`\`path\` of a Cedar policy`, path, EXPECTED.text);
    return CedarPolicy.read(path, basename(path), options);
  }

  /**
   * Reads the policies of all `.cedar` files in a folder and its subfolders, in the order of their names.
   *
   * @throws when the folder does not exist, or has no policy: an enforcing policy engine without policies denies every call
   */
  public static fromDirectory(directory: string, options: CedarPolicyOptions = {}): CedarPolicy[] {
    requireArgument(undefined, apiMessage`\`directory\` of Cedar policies`, directory, EXPECTED.text);
    if (!existsSync(directory) || !statSync(directory).isDirectory()) {
      throw new GatewayError('cedar-directory', undefined, `folder \`${directory}\` does not exist in ${process.cwd()}`, 'correct the path');
    }
    const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(FILE_EXTENSION)).sort();
    if (files.length === 0) {
      throw new GatewayError('cedar-directory', undefined,
        `folder \`${directory}\` has no ${FILE_EXTENSION} file, and an enforcing policy engine without policies denies every call`, 'correct the path, or add a policy');
    }
    return files.map((file) => CedarPolicy.read(join(directory, file), file, options));
  }

  /**
   * Creates a policy from a `PolicyStatement` of aws-cdk-lib.
   *
   * @param name the name of the policy, unique in its gateway
   */
  public static fromStatement(name: string, statement: agentcore.PolicyStatement, options: CedarPolicyOptions = {}): CedarPolicy {
    return new CedarPolicy(name, statement.toCedar(), options);
  }

  private static read(path: string, name: string, options: CedarPolicyOptions): CedarPolicy {
    let text: string;
    try {
      text = policyFileText(path);
    } catch (error) {
      throw new GatewayError('cedar-file', undefined, `policy file \`${path}\` cannot be read: ${(error as Error).message}`, 'correct the path or the file');
    }
    const withoutExtension = name.endsWith(FILE_EXTENSION) ? name.slice(0, -FILE_EXTENSION.length) : name;
    return new CedarPolicy(withoutExtension, text, options, relative(process.cwd(), path));
  }

  private constructor(
    /** The name of the policy, unique in its gateway. */
    public readonly name: string,
    private readonly text: string,
    private readonly options: CedarPolicyOptions,
    private readonly file?: string,
  ) {}

  /**
   * The policy for one gateway.
   *
   * @internal
   */
  public _bind(gateway: agentcore.IGateway): BoundCedarPolicy {
    const statement = this.fill(gateway);
    return {
      // Temporal and guardrail policies are not plain Cedar, and have another property.
      definition: findDogwood(tokenize(statement)) ? { policy: { statement } } : { cedar: { statement } },
      description: this.options.description,
      enforcementMode: this.options.enforcementMode?.value,
      validationMode: this.options.validationMode?.value,
      file: this.file,
    };
  }

  /**
   * Whether the service runs guardrail checks for the policy, with the role of the gateway.
   *
   * @internal
   */
  public get _hasGuardrails(): boolean {
    return findDogwood(tokenize(this.text))?.text === 'guardrails';
  }

  private fill(gateway: agentcore.IGateway): string {
    const { text, problems } = fillPlaceholders(this.text, this.values(gateway));
    if (problems.length === 0) return text;
    const findings = placeFindings(
      { name: this.name, text: this.text, file: this.file },
      problems.map(({ start, end, ...problem }) => ({ ...problem, severity: 'error', span: { start, end } })),
      (span) => span,
    );
    throw new GatewayError('policies-syntax', gateway, `policy \`${this.name}\` has invalid placeholders`, apiMessage`use placeholders in string literals only, and give each a value in \`roles\` or \`variables\``, findings.map(formatFinding));
  }

  private values(gateway: agentcore.IGateway): Record<string, string> {
    const stack = Stack.of(gateway);
    const roles = Object.entries(this.options.roles ?? {}).map(([name, role]) => [name, principalId(role)]);
    return {
      gatewayArn: gateway.gatewayArn,
      accountId: stack.account,
      region: stack.region,
      partition: stack.partition,
      ...Object.fromEntries(roles),
      ...this.options.variables,
    };
  }
}

/** The policy engine identifies a role by its STS ARN, without the path and the session name. */
function principalId(role: iam.IRole): string {
  const stack = Stack.of(role as IConstruct);
  const account = role.principalAccount ?? stack.account;
  return `arn:${stack.partition}:sts::${account}:assumed-role/${role.roleName}`;
}
