import { isDeepStrictEqual } from 'util';
import { Aspects, CfnOutput, IAspect, Lazy, NestedStack, Stack, Stage, Token } from 'aws-cdk-lib';
import * as appconfig from 'aws-cdk-lib/aws-appconfig';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, IConstruct } from 'constructs';
import { apiMessage } from '../findings/api-message';
import { CONFIGURATION_APPLICATION_NAME_CHARACTERS, CONFIGURATION_BYTES } from '../service/limits';
import {
  RUNTIME_CONFIG_APPLICATION_VARIABLE, RUNTIME_CONFIG_ENVIRONMENT, RUNTIME_CONFIG_PROFILE, RUNTIME_CONFIG_READ_ACTIONS,
} from '../service/runtime-config';
import { annotate } from '../synthesis/annotate';
import { GatewayError } from '../synthesis/gateway-error';
import { markAsOwn } from '../synthesis/own-construct';

const CONSTRUCT_ID = 'AgentCoreRuntimeConfig';

interface Entry {
  readonly value: unknown;
  readonly setBy: IConstruct;
  /** Members of the value that are known later. */
  readonly members?: object;
}

/** The AppConfig resources that readers refer to. They have no dependencies. */
interface Base {
  readonly application: appconfig.CfnApplication;
  readonly environment: appconfig.CfnEnvironment;
  readonly profile: appconfig.CfnConfigurationProfile;
}

/**
 * The Runtime Configuration, in which running code finds gateways and agents.
 *
 * It is an AppConfig application with the profile `agentcore`. Its document contains all registered values, by namespace and key:
 * `{ "gateways": { "<Key>": "<url>" }, "agentRuntimes": { "<Key>": "<arn>" }, … }`.
 * Code reads it with the environment variable `RUNTIME_CONFIG_APP_ID`, the environment `default` and the profile `agentcore`.
 *
 * Each account and region of a stage has one Runtime Configuration. In an app with one stack, its resources are in that stack. With several
 * stacks, the application is in a separate stack that every reader depends on, and the document is in another stack that depends on
 * everything registered. `cdk deploy --all` deploys both.
 *
 * @example
 * declare const worker: lambda.Function;
 * const config = RuntimeConfig.of(this);
 * config.set('knowledgeBases', 'Products', { id: 'KB12345678' });
 * config.grantRead(worker);
 * worker.addEnvironment(RuntimeConfig.APPLICATION_ID_VARIABLE, config.applicationId);
 */
export class RuntimeConfig extends Construct {
  /** The name of the environment variable that contains the application ID. */
  public static readonly APPLICATION_ID_VARIABLE = RUNTIME_CONFIG_APPLICATION_VARIABLE;

  /**
   * Returns the Runtime Configuration for constructs in this scope.
   *
   * @throws when the scope is not in an App or a Stage
   */
  public static of(scope: IConstruct): RuntimeConfig {
    const stack = Stack.of(scope);
    const stage = Stage.of(scope);
    if (!stage) throw new GatewayError('outside-app', scope, 'the Runtime Configuration belongs to an App or a Stage, and this construct is in neither', 'create the stack inside an App or a Stage');
    const environment = [stack.account, stack.region].filter((part) => !Token.isUnresolved(part));
    const id = [CONSTRUCT_ID, ...environment].join('-');
    const config = stage.node.tryFindChild(id) as RuntimeConfig | undefined ?? new RuntimeConfig(stage, id);
    config.stacks.add(topLevelStack(stack));
    return config;
  }

  private readonly namespaces = new Map<string, Map<string, Entry>>();
  private readonly stacks = new Set<Stack>();
  private readonly readers = new Map<iam.IGrantable, iam.Grant>();
  private base?: Base;
  private documentCreated = false;

  private constructor(stage: Stage, id: string) {
    super(stage, id);
    const createResources: IAspect = { visit: (node) => { if (node === stage) this.createResources(); } };
    Aspects.of(stage).add(createResources);
  }

  /**
   * The AppConfig application ID: the value of `RUNTIME_CONFIG_APP_ID`.
   */
  public get applicationId(): string {
    return Lazy.string({ produce: () => this.requireBase().application.ref });
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
    this._set(this, namespace, key, value);
  }

  /**
   * Grants read access to this configuration, and to no other.
   */
  public grantRead(grantee: iam.IGrantable): iam.Grant {
    const known = this.readers.get(grantee);
    if (known) return known;
    if (Construct.isConstruct(grantee)) this.stacks.add(topLevelStack(Stack.of(grantee)));
    const arn = Lazy.string({
      produce: () => {
        const { application, environment, profile } = this.requireBase();
        return Stack.of(application).formatArn({
          service: 'appconfig',
          resource: 'application',
          resourceName: `${application.ref}/environment/${environment.ref}/configuration/${profile.ref}`,
        });
      },
    });
    const grant = iam.Grant.addToPrincipal({
      grantee,
      actions: [...RUNTIME_CONFIG_READ_ACTIONS],
      resourceArns: [arn],
    });
    this.readers.set(grantee, grant);
    return grant;
  }

  /**
   * Does the same as `set`. An error about a conflict names both `setBy` constructs. The entry belongs to the stack of `scope`.
   *
   * @internal
   */
  public _set(setBy: IConstruct, namespace: string, key: string, value: unknown, scope: IConstruct = setBy): void {
    const entries = this.namespaces.get(namespace) ?? new Map<string, Entry>();
    const known = entries.get(key);
    if (known && !isDeepStrictEqual(known.value, value)) {
      throw new GatewayError('runtime-config-key-taken', setBy,
        `the Runtime Configuration key \`${RUNTIME_CONFIG_PROFILE}.${namespace}.${key}\` of ${setBy.node.path} is taken by ${known.setBy.node.path}`,
        apiMessage`give one of them another \`runtimeConfigKey\``);
    }
    entries.set(key, { ...known, value, setBy });
    this.namespaces.set(namespace, entries);
    if (scope !== this) this.stacks.add(topLevelStack(Stack.of(scope)));
  }

  /**
   * Adds members to a registered object. Without the object, nothing is added.
   *
   * @internal
   */
  public _extend(namespace: string, key: string, members: object): void {
    const entries = this.namespaces.get(namespace);
    const known = entries?.get(key);
    if (known) entries!.set(key, { ...known, members });
  }

  private requireBase(): Base {
    return (this.base ??= this.createBase());
  }

  /** Runs once at synthesis, when every reader and every entry is known. */
  private createResources(): void {
    if (this.documentCreated) return;
    this.documentCreated = true;
    this.requireBase();
    if (this.namespaces.size > 0) this.createDocument();
  }

  private createBase(): Base {
    const scope = new Construct(this.placeFor(''), 'RuntimeConfig');
    markAsOwn(scope);
    const application = new appconfig.CfnApplication(scope, 'Application', {
      name: `${this.firstStack.stackName}-runtime-config`.slice(0, CONFIGURATION_APPLICATION_NAME_CHARACTERS),
      description: 'How running code finds AgentCore gateways and agents',
    });
    const environment = new appconfig.CfnEnvironment(scope, 'Environment', { applicationId: application.ref, name: RUNTIME_CONFIG_ENVIRONMENT });
    const profile = new appconfig.CfnConfigurationProfile(scope, 'Profile', {
      applicationId: application.ref,
      name: RUNTIME_CONFIG_PROFILE,
      locationUri: 'hosted',
      type: 'AWS.Freeform',
    });
    new CfnOutput(scope, 'ApplicationId', { value: application.ref, description: `Value of ${RuntimeConfig.APPLICATION_ID_VARIABLE}` });
    return { application, environment, profile };
  }

  private createDocument(): void {
    const { application, environment, profile } = this.requireBase();
    const scope = new Construct(this.placeFor('Document'), 'RuntimeConfigDocument');
    markAsOwn(scope);
    const content = Stack.of(scope).toJsonString(this.document());
    const version = new appconfig.CfnHostedConfigurationVersion(scope, 'Version', {
      applicationId: application.ref,
      configurationProfileId: profile.ref,
      contentType: 'application/json',
      content,
    });
    new appconfig.CfnDeployment(scope, 'Deployment', {
      applicationId: application.ref,
      environmentId: environment.ref,
      configurationProfileId: profile.ref,
      configurationVersion: version.ref,
      deploymentStrategyId: 'AppConfig.AllAtOnce',
    });
    const bytes = Buffer.byteLength(JSON.stringify(this.document()));
    if (bytes > CONFIGURATION_BYTES) {
      annotate(this, 'runtime-config-size',
        `the Runtime Configuration document has about ${bytes} bytes, but AppConfig accepts at most ${CONFIGURATION_BYTES}`, 'register fewer values, or raise the quota');
    }
  }

  private document(): Record<string, Record<string, unknown>> {
    const entries = [...this.namespaces].map(([namespace, values]) => [
      namespace,
      Object.fromEntries([...values].map(([key, entry]) => [key, entry.members ? { ...entry.value as object, ...entry.members } : entry.value])),
    ]);
    return Object.fromEntries(entries);
  }

  private get firstStack(): Stack {
    return [...this.stacks][0];
  }

  /**
   * The only stack of the app, or a new stack for this part.
   *
   * A synthesizer belongs to one stack, so a new stack uses the `defaultStackSynthesizer` of the app.
   */
  private placeFor(part: '' | 'Document'): Construct {
    if (this.stacks.size === 1) return this.firstStack;
    const first = this.firstStack;
    return new Stack(this, part === '' ? 'Application' : part, {
      stackName: `${first.stackName}-runtime-config${part === '' ? '' : '-document'}`,
      description: part === ''
        ? 'Runtime Configuration of AgentCore gateways and agents: the application that code reads from'
        : 'Runtime Configuration of AgentCore gateways and agents: the document with their URLs and ARNs',
      env: { account: concrete(first.account), region: concrete(first.region) },
    });
  }
}

function topLevelStack(stack: Stack): Stack {
  const parent = NestedStack.isNestedStack(stack) ? stack.nestedStackParent : undefined;
  return parent ? topLevelStack(parent) : stack;
}

/** Undefined for a token: an environment-agnostic stack stays environment-agnostic. */
function concrete(value: string): string | undefined {
  return Token.isUnresolved(value) ? undefined : value;
}
