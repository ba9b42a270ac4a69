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
import { GatewayError } from '../synthesis/gateway-error';

const FILE_EXTENSION = '.cedar';

/**
 * Whether a policy decides, or only leaves a trace of what it would have decided.
 */
export class PolicyEnforcementMode {
  /** The policy decides. */
  public static readonly ACTIVE = new PolicyEnforcementMode('ACTIVE');

  /** The policy is evaluated and logged, and decides nothing. */
  public static readonly LOG_ONLY = new PolicyEnforcementMode('LOG_ONLY');

  /** A mode that this version of the library does not know. */
  public static of(value: string): PolicyEnforcementMode {
    return new PolicyEnforcementMode(value);
  }

  private constructor(
    /** The mode as the service names it. */
    public readonly value: string,
  ) {}
}

/**
 * What a policy file refers to, and how the service treats the policy.
 */
export interface CedarPolicyOptions {
  /**
   * Values for `{{name}}` in string literals of the policy.
   *
   * `{{gatewayArn}}`, `{{accountId}}`, `{{region}}` and `{{partition}}` are always there.
   *
   * @default - none besides these
   */
  readonly variables?: { [name: string]: string };

  /**
   * Roles for `{{name}}`: each is written as the principal id under which the policy engine knows callers with that role,
   * `arn:aws:sts::<account>:assumed-role/<role name>`.
   *
   * @default - none
   */
  readonly roles?: { [name: string]: iam.IRole };

  /**
   * What the policy is for, up to 4096 characters.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * Whether the policy decides.
   *
   * @default PolicyEnforcementMode.ACTIVE
   */
  readonly enforcementMode?: PolicyEnforcementMode;

  /**
   * What the service does when its analysis finds the policy overly permissive, overly restrictive or ineffective. The schema is checked in
   * either case.
   *
   * @default - the service's default: the policy is refused
   */
  readonly validationMode?: agentcore.PolicyValidationMode;
}

/**
 * A Cedar policy about the tools of a gateway.
 *
 * It holds exactly one `permit` or `forbid`. Text with `{{name}}` inside string literals is filled with ARNs and values of the app. At
 * synthesis every policy is checked by the Cedar engine against the tools of its gateway.
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
   * A policy given as text.
   *
   * @param name what identifies the policy in its gateway
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
    return new CedarPolicy(name, text, options);
  }

  /**
   * A policy in a file; its name is that of the file, without the folder and `.cedar`.
   *
   * @throws when the file cannot be read
   */
  public static fromFile(path: string, options: CedarPolicyOptions = {}): CedarPolicy {
    return CedarPolicy.read(path, basename(path), options);
  }

  /**
   * The policies of all `.cedar` files in a folder and the folders below, in the order of their names.
   *
   * @throws when there is no such folder, or no policy in it: a gateway that enforces no policy at all refuses every call
   */
  public static fromDirectory(directory: string, options: CedarPolicyOptions = {}): CedarPolicy[] {
    if (!existsSync(directory) || !statSync(directory).isDirectory()) {
      throw new GatewayError('cedar-directory', undefined, `there is no folder \`${directory}\` in ${process.cwd()}`, 'correct the path');
    }
    const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(FILE_EXTENSION)).sort();
    if (files.length === 0) {
      throw new GatewayError('cedar-directory', undefined,
        `folder \`${directory}\` has no ${FILE_EXTENSION} file, and an enforcing policy engine without any policy denies every call`, 'correct the path, or add a policy');
    }
    return files.map((file) => CedarPolicy.read(join(directory, file), file, options));
  }

  /**
   * A policy that was put together with aws-cdk-lib's `PolicyStatement`.
   *
   * @param name what identifies the policy in its gateway
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
    /** What identifies the policy in its gateway. */
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
      // What AWS calls temporal and guardrail policies is more than Cedar, and goes into another property.
      definition: findDogwood(tokenize(statement)) ? { policy: { statement } } : { cedar: { statement } },
      description: this.options.description,
      enforcementMode: this.options.enforcementMode?.value,
      validationMode: this.options.validationMode?.value,
      file: this.file,
    };
  }

  private fill(gateway: agentcore.IGateway): string {
    const { text, problems } = fillPlaceholders(this.text, this.values(gateway));
    if (problems.length === 0) return text;
    const findings = placeFindings(
      { name: this.name, text: this.text, file: this.file },
      problems.map(({ start, end, ...problem }) => ({ ...problem, severity: 'error', span: { start, end } })),
      (span) => span,
    );
    throw new GatewayError('policies-syntax', gateway, `policy \`${this.name}\` cannot be filled`, 'give each placeholder a value in `roles` or `variables`', findings.map(formatFinding));
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

/** A role reaches the policy engine as its STS ARN, without path and session. */
function principalId(role: iam.IRole): string {
  const stack = Stack.of(role as IConstruct);
  const account = role.principalAccount ?? stack.account;
  return `arn:${stack.partition}:sts::${account}:assumed-role/${role.roleName}`;
}
