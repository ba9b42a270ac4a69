import type { Stack } from 'aws-cdk-lib';
import type * as appconfig from 'aws-cdk-lib/aws-appconfig';

/**
 * Options of the Runtime Configuration in an app, a stage or a stack.
 */
export interface RuntimeConfigOptions {
  /**
   * The strategy with which AppConfig deploys a new document. CloudFormation waits until the deployment is complete, including its bake time.
   *
   * With a strategy of your own, the app uses one deployment strategy less of the quota of the account, which is 20 in each region.
   *
   * @default - a new strategy, which deploys the document at once and without bake time
   * @see https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-creating-deployment-strategy.html
   */
  readonly deploymentStrategy?: appconfig.IDeploymentStrategy;

  /**
   * The stack in which the documents are created and deployed.
   *
   * It must be in the account and region of the gateways and agents, and no stack with a gateway or an agent may depend on it: it is deployed
   * after them.
   *
   * @default - in an app with one stack, that stack. Otherwise a new stack for each stack with code that reads the document
   */
  readonly documentStack?: Stack;
}
