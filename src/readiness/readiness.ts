import type { IConstruct } from 'constructs';
import { probeIn, READINESS_OPTIONS } from './configuration';
import type { ReadinessOptions } from './readiness-options';
import { apiMessage } from '../findings/api-message';
import { GatewayError } from '../synthesis/gateway-error';
import { EXPECTED, requireArgument } from '../synthesis/require-argument';

/**
 * The readiness check: a Lambda function in each stack with targets on MCP servers or inner gateways of AgentCore.
 *
 * It waits until they list their tools before the targets are created, and makes gateways read the tools again after an update.
 */
export class Readiness {
  /**
   * Sets options of the functions in an App, a Stage or a Stack. Options of an inner scope override those of an outer scope.
   *
   * @throws when a stack in the scope already has the function: call this before you add targets
   *
   * @example
   * declare const vpc: ec2.IVpc;
   * Readiness.configure(this, { vpc, logRetention: logs.RetentionDays.ONE_WEEK });
   */
  public static configure(scope: IConstruct, options: ReadinessOptions): void {
    requireArgument(undefined, apiMessage`\`scope\` of \`Readiness.configure\``, scope, EXPECTED.scopeOf);
    requireArgument(scope, apiMessage`\`options\` of \`Readiness.configure\``, options, EXPECTED.props);
    const late = probeIn(scope);
    if (late) {
      throw new GatewayError('readiness-configured-late', scope,
        `the readiness check ${late.node.path} already exists, so the options for ${scope.node.path || 'the app'} have no effect on it`,
        'call `Readiness.configure` before you add targets');
    }
    READINESS_OPTIONS.set(scope, options);
  }

  private constructor() {}
}
