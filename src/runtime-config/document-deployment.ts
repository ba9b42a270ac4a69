import { CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as appconfig from 'aws-cdk-lib/aws-appconfig';
import { Construct } from 'constructs';
import type { Application } from './application';
import { followerStack } from './follower-stack';
import type { RuntimeConfigOptions } from './runtime-config-options';
import { asSubstitution } from './substitution';
import { withWeakReferences } from './weak-references';
import { apiMessage } from '../findings/api-message';
import { deployLast } from '../order/last-of-stack';
import { CONFIGURATION_APPLICATION_NAME_CHARACTERS, CONFIGURATION_BYTES } from '../service/limits';
import { annotate } from '../synthesis/annotate';
import { GatewayError } from '../synthesis/gateway-error';
import { isOwn, markAsOwn } from '../synthesis/own-construct';

/** A stack whose code reads the document. */
export interface DocumentHome {
  readonly construct: Construct;
  readonly stack: Stack;
  /** Creates it on first use. */
  application(): Application;
}

interface Place extends RuntimeConfigOptions {
  readonly home: DocumentHome;
}

/** Deploys the document to the application of each home. */
export function deployDocument(content: unknown, homes: readonly Place[], isOneStack: boolean): void {
  let strategy: appconfig.CfnDeploymentStrategy | undefined;
  for (const { home, documentStack, deploymentStrategy } of homes) {
    if (documentStack) requireSameEnvironment(home, documentStack);
    const stack = documentStack ?? (isOneStack ? home.stack : followerStack(home.stack));
    const scope = new Construct(stack, documentStack ? `RuntimeConfigDocument-${home.stack.node.id}-${home.stack.node.addr.slice(-8)}` : 'RuntimeConfigDocument');
    markAsOwn(scope);
    // The quota of deployment strategies is low, so all documents are deployed with one.
    const strategyId = deploymentStrategy?.deploymentStrategyId ?? (strategy ??= strategyWithoutWaiting(stack)).ref;
    createVersion(scope, home, content, strategyId);
  }
}

function createVersion(scope: Construct, home: DocumentHome, content: unknown, strategyId: string): void {
  const { application, environment, profile } = home.application();
  const ids = withWeakReferences(scope, {
    applicationId: application.ref,
    configurationProfileId: profile.ref,
    environmentId: environment.ref,
    deploymentStrategyId: strategyId,
  });
  const { applicationId, configurationProfileId } = ids;
  const version = new appconfig.CfnHostedConfigurationVersion(scope, 'Version', {
    applicationId,
    configurationProfileId,
    contentType: 'application/json',
    content: asSubstitution(Stack.of(scope).toJsonString(withWeakReferences(scope, content))),
  });
  // Agents read the version that was deployed last, also while another stack takes over or a rollback is under way.
  version.applyRemovalPolicy(RemovalPolicy.RETAIN);
  deployLast(new appconfig.CfnDeployment(scope, 'Deployment', { ...ids, configurationVersion: version.ref }), (other) => !isOfRuntimeConfig(other));
  const bytes = Buffer.byteLength(JSON.stringify(content));
  if (bytes > CONFIGURATION_BYTES) {
    annotate(home.construct, 'runtime-config-size',
      `the Runtime Configuration document has about ${bytes} bytes, but AppConfig accepts at most ${CONFIGURATION_BYTES}`, 'register fewer values, or raise the quota');
  }
}

/** The deployment refers to these, or they are of another document. */
function isOfRuntimeConfig(resource: CfnResource): boolean {
  return isOwn(resource) && resource.cfnResourceType.startsWith('AWS::AppConfig::');
}

/** The predefined strategy `AppConfig.AllAtOnce` has a bake time of ten minutes, for which CloudFormation waits. */
function strategyWithoutWaiting(stack: Stack): appconfig.CfnDeploymentStrategy {
  const strategy = new appconfig.CfnDeploymentStrategy(stack, 'RuntimeConfigStrategy', {
    name: `${stack.stackName}-at-once`.slice(0, CONFIGURATION_APPLICATION_NAME_CHARACTERS),
    description: 'Deploys the Runtime Configuration at once and without bake time',
    deploymentDurationInMinutes: 0,
    finalBakeTimeInMinutes: 0,
    growthFactor: 100,
    replicateTo: 'NONE',
  });
  markAsOwn(strategy);
  return strategy;
}

function requireSameEnvironment(home: DocumentHome, documentStack: Stack): void {
  if (documentStack.environment === home.stack.environment) return;
  throw new GatewayError('runtime-config-document-stack', home.construct,
    `the \`documentStack\` ${documentStack.node.path} is in ${documentStack.environment}, but the code in ${home.stack.node.path}, which reads the document, is in ${home.stack.environment}`,
    apiMessage`pass a \`documentStack\` in the same account and region, or none`);
}
