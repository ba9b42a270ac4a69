import { ENDPOINT_CHARACTERS, STICKINESS_IDENTIFIER_CHARACTERS, STICKINESS_SECONDS } from '../../service/limits';
import { durationFaults, textFaults } from '../../synthesis/value-faults';
import { calledByUrl, callOf, withCall } from '../called-by-url';
import { endpointFaults, requireEndpoint } from '../endpoint-checks';
import { httpSchema } from '../http-schema';
import type { GatewayTargetPassthroughProps } from '../options/passthrough';
import { requireTargetProps } from '../target-checks';
import { TargetStrategy } from '../target-strategy';

/** A server with any protocol. Callers call it at `<gateway>/<target name>/<path>`. */
export function passthroughTarget({ gateway: of, endpoint, protocol, stickiness, apiSchema }: GatewayTargetPassthroughProps): TargetStrategy {
  const called = calledByUrl(of, endpoint, 'below');
  return {
    kind: 'passthrough',
    ...callOf(called),
    check(gateway, path) {
      requireEndpoint(gateway, 'passthrough endpoint', endpoint);
      requireTargetProps(gateway, path, [
        ...endpointFaults('endpoint', endpoint, ENDPOINT_CHARACTERS),
        ...textFaults('stickiness.identifier', stickiness?.identifier, STICKINESS_IDENTIFIER_CHARACTERS),
        ...durationFaults('stickiness.timeout', stickiness?.timeout, STICKINESS_SECONDS),
      ]);
    },
    bind(target, _gateway, credentials) {
      const { schema, statements } = httpSchema(target, apiSchema);
      const stickinessConfiguration = stickiness && { identifier: stickiness.identifier, timeout: stickiness.timeout?.toSeconds() };
      return withCall({
        configuration: { http: { passthrough: { endpoint, protocolType: protocol.value, schema, stickinessConfiguration } } },
        statements,
        listsTools: () => false,
      }, called, credentials);
    },
  };
}
