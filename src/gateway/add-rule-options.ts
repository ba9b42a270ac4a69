import type { Route } from './route';
import type { RuleCondition } from './rule-condition';

/**
 * A version of a configuration bundle.
 */
export interface ConfigurationBundleVersion {
  /** The ARN of the bundle. */
  readonly bundleArn: string;

  /** The version of the bundle. */
  readonly bundleVersion: string;
}

/**
 * Options of `gateway.addRule`. Pass `route`, `configurationBundle`, or both.
 */
export interface AddRuleOptions {
  /**
   * The position of the rule: 1 to 1,000,000, unique in the gateway. For each kind of action, the first rule that matches a request decides.
   */
  readonly priority: number;

  /**
   * The requests that the rule is for. All conditions must match, and there is at most one of each kind.
   *
   * @default - all requests to agents, passthrough targets and inference targets
   */
  readonly when?: RuleCondition[];

  /**
   * The targets that the requests go to: agents and passthrough targets, or inference targets.
   *
   * @default - the rule changes no route
   */
  readonly route?: Route;

  /**
   * The configuration that agents get with the requests.
   *
   * @default - the rule sets no configuration
   */
  readonly configurationBundle?: ConfigurationBundleVersion;

  /**
   * A description of the rule: 1 to 256 characters.
   *
   * @default - no description
   */
  readonly description?: string;
}
