import { NestedStack, Stack, Stage } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, IConstruct } from 'constructs';
import { Application } from './application';
import { RUNTIME_CONFIG_OPTIONS } from './configuration';
import { Document } from './document';
import type { DocumentHome } from './document-deployment';
import type { RuntimeConfigOptions } from './runtime-config-options';
import { apiMessage } from '../findings/api-message';
import { RUNTIME_CONFIG_APPLICATION_VARIABLE, RUNTIME_CONFIG_READ_ACTIONS } from '../service/runtime-config';
import { GatewayError } from '../synthesis/gateway-error';
import { markAsOwn } from '../synthesis/own-construct';
import { EXPECTED, requireArgument } from '../synthesis/require-argument';

const CONSTRUCT_ID = 'RuntimeConfig';

/**
 * The Runtime Configuration, in which running code finds gateways and agents.
 *
 * It is a document in AWS AppConfig, with the profile `agentcore`. It contains all registered values, by namespace and key:
 * `{ "gateways": { "<Key>": "<url>" }, "agentRuntimes": { "<Key>": "<arn>" }, … }`.
 * Code reads it with the environment variable `RUNTIME_CONFIG_APP_ID`, the environment `default` and the profile `agentcore`.
 *
 * Each account and region of a stage has one document. Each stack with code that reads it has its own AppConfig application, which never
 * changes, and to which the document is deployed. In an app with one stack, the document is in that stack, and is deployed last. With several
 * stacks, the document for the code in the stack `Agents` is in the stack `Agents-runtime-config`, which is deployed after all stacks with
 * registered gateways and agents. `cdk deploy --all` deploys it.
 *
 * @example
 * declare const worker: lambda.Function;
 * const config = RuntimeConfig.of(worker);
 * config.set('knowledgeBases', 'Products', { id: 'KB12345678' });
 * config.grantRead(worker);
 * worker.addEnvironment(RuntimeConfig.APPLICATION_ID_VARIABLE, config.applicationId);
 */
export class RuntimeConfig extends Construct {
  /** The name of the environment variable that contains the application ID. */
  public static readonly APPLICATION_ID_VARIABLE = RUNTIME_CONFIG_APPLICATION_VARIABLE;

  /**
   * Returns the Runtime Configuration as code in the stack of this scope reads it.
   *
   * @throws when the scope is not in an App or a Stage
   */
  public static of(scope: IConstruct): RuntimeConfig {
    requireArgument(undefined, apiMessage`\`scope\` of \`RuntimeConfig.of\``, scope, EXPECTED.scopeOf);
    const stage = Stage.of(scope);
    if (!stage) throw new GatewayError('outside-app', scope, 'the Runtime Configuration belongs to an App or a Stage, and this construct is in neither', 'create the stack inside an App or a Stage');
    const stack = topLevelStack(Stack.of(scope));
    return stack.node.tryFindChild(CONSTRUCT_ID) as RuntimeConfig | undefined ?? new RuntimeConfig(stack, Document.of(stage, stack));
  }

  /**
   * Sets options for all stacks in an App, a Stage or a Stack: how the document is deployed, and in which stack.
   *
   * Options of an inner scope override those of an outer scope, and a second call overrides the first. Call it before synthesis.
   *
   * @example
   * declare const app: App;
   * RuntimeConfig.configure(app, {
   *   deploymentStrategy: appconfig.DeploymentStrategy.fromDeploymentStrategyId(this, 'Strategy', appconfig.DeploymentStrategyId.ALL_AT_ONCE),
   * });
   */
  public static configure(scope: IConstruct, options: RuntimeConfigOptions): void {
    requireArgument(undefined, apiMessage`\`scope\` of \`RuntimeConfig.configure\``, scope, EXPECTED.scopeOf);
    requireArgument(scope, apiMessage`\`options\` of \`RuntimeConfig.configure\``, options, EXPECTED.props);
    RUNTIME_CONFIG_OPTIONS.set(scope, options);
  }

  private readonly home: DocumentHome;
  private readonly readers = new Map<iam.IGrantable, iam.Grant>();
  private application?: Application;

  private constructor(stack: Stack, private readonly document: Document) {
    super(stack, CONSTRUCT_ID);
    markAsOwn(this);
    this.home = { construct: this, stack, application: () => this.requireApplication() };
  }

  /**
   * The AppConfig application ID for code in this stack: the value of `RUNTIME_CONFIG_APP_ID`.
   */
  public get applicationId(): string {
    this.document.addReader(this.home);
    return this.requireApplication().application.ref;
  }

  /**
   * Registers a value under `namespace` and `key`.
   *
   * Registering the same value again has no effect.
   *
   * @param value a string, number, list or object, which may contain tokens
   * @throws when another value is registered under that key
   */
  public set(namespace: string, key: string, value: any): void {
    requireArgument(this, apiMessage`\`namespace\` of \`RuntimeConfig.set\``, namespace, EXPECTED.text);
    requireArgument(this, apiMessage`\`key\` of \`RuntimeConfig.set\``, key, EXPECTED.text);
    requireArgument(this, apiMessage`\`value\` of \`RuntimeConfig.set\``, value, EXPECTED.value);
    this._set(this, namespace, key, value);
  }

  /**
   * Grants read access to this configuration, and to no other.
   *
   * A role in another stack gets a policy in this stack, so that its stack does not depend on this one.
   */
  public grantRead(grantee: iam.IGrantable): iam.Grant {
    const known = this.readers.get(grantee);
    if (known) return known;
    this.document.addReader(this.home);
    const grant = iam.Grant.addToPrincipal({
      grantee: this.grantableHere(grantee),
      actions: [...RUNTIME_CONFIG_READ_ACTIONS],
      resourceArns: [this.requireApplication().configurationArn],
    });
    this.readers.set(grantee, grant);
    return grant;
  }

  /**
   * Does the same as `set`. An error about a conflict names both `setBy` constructs.
   *
   * @internal
   */
  public _set(setBy: IConstruct, namespace: string, key: string, value: unknown): void {
    this.document.set(setBy, namespace, key, value, this.home);
  }

  /**
   * Adds members to a registered object. Without the object, nothing is added.
   *
   * @internal
   */
  public _extend(namespace: string, key: string, members: object): void {
    this.document.extend(namespace, key, members);
  }

  private requireApplication(): Application {
    return (this.application ??= new Application(this, this.home.stack.stackName));
  }

  private grantableHere(grantee: iam.IGrantable): iam.IGrantable {
    const { grantPrincipal: role } = grantee;
    if (!isRole(role) || topLevelStack(Stack.of(role)) === this.home.stack) return grantee;
    const policy = new iam.Policy(this, `Read-${role.node.addr.slice(-8)}`, { roles: [role] });
    const { assumeRoleAction, policyFragment } = role;
    const principal: iam.IPrincipal = {
      get grantPrincipal() { return principal; },
      assumeRoleAction,
      policyFragment,
      addToPrincipalPolicy: (statement) => {
        policy.addStatements(statement);
        return { statementAdded: true, policyDependable: policy };
      },
    };
    return principal;
  }
}

function isRole(principal: iam.IPrincipal): principal is iam.IRole {
  return 'roleArn' in principal && Construct.isConstruct(principal);
}

function topLevelStack(stack: Stack): Stack {
  const parent = NestedStack.isNestedStack(stack) ? stack.nestedStackParent : undefined;
  return parent ? topLevelStack(parent) : stack;
}
