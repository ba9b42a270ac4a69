import { Duration } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { Gateway, GatewayProps } from '../../src';
import { messageOf, newStack, only } from '../builders';

/** What `GatewayProtocol.mcp` renders in versions of aws-cdk-lib that know sessions and streaming. */
class NewerMcp extends agentcore.McpProtocolConfiguration {
  constructor(private readonly newer: { readonly sessionTimeout?: Duration; readonly enableResponseStreaming?: boolean }) {
    super();
  }

  public _render() {
    const { sessionTimeout, enableResponseStreaming } = this.newer;
    return {
      mcp: {
        ...sessionTimeout && { sessionConfiguration: { sessionTimeoutInSeconds: sessionTimeout.toSeconds() } },
        ...enableResponseStreaming !== undefined && { streamingConfiguration: { enableResponseStreaming } },
      },
    };
  }
}

function mcpOf(props: GatewayProps): any {
  const stack = newStack();
  new Gateway(stack, 'Gateway', props);
  return only(stack, 'AWS::BedrockAgentCore::Gateway').Properties.ProtocolConfiguration?.Mcp;
}

const session = (seconds: number) => ({ SessionTimeoutInSeconds: seconds });
const twoHours = new NewerMcp({ sessionTimeout: Duration.hours(2) });
const streaming = new NewerMcp({ enableResponseStreaming: true });

test.each<[string, GatewayProps, object | undefined]>([
  ['what the protocol configuration says', { protocolConfiguration: twoHours }, session(7200)],
  ['what the gateway is given', { sessionConfiguration: { sessionTimeout: Duration.minutes(30) } }, session(1800)],
  ['an hour when sessions are wanted', { sessionConfiguration: {} }, session(3600)],
  ['what the protocol configuration says when sessions are wanted', { protocolConfiguration: twoHours, sessionConfiguration: {} }, session(7200)],
  ['what both say alike', { protocolConfiguration: twoHours, sessionConfiguration: { sessionTimeout: Duration.minutes(120) } }, session(7200)],
  ['nothing when nobody asks for sessions', { protocolConfiguration: streaming }, undefined],
])('the timeout of sessions is %s', (_, props, expected) => {
  expect(mcpOf(props).SessionConfiguration).toEqual(expected);
});

test.each<[string, GatewayProps, object | undefined]>([
  ['what the protocol configuration says', { protocolConfiguration: streaming }, { EnableResponseStreaming: true }],
  ['off when the protocol configuration says so', { protocolConfiguration: new NewerMcp({ enableResponseStreaming: false }) }, { EnableResponseStreaming: false }],
  ['what the gateway is given', { responseStreaming: true }, { EnableResponseStreaming: true }],
  ['what both say alike', { protocolConfiguration: streaming, responseStreaming: true }, { EnableResponseStreaming: true }],
  ['nothing when nobody asks for it', { protocolConfiguration: twoHours }, undefined],
])('streaming of responses is %s', (_, props, expected) => {
  expect(mcpOf(props).StreamingConfiguration).toEqual(expected);
});

test('what the protocol configuration and the gateway say otherwise fails, all of it together', () => {
  const protocolConfiguration = new NewerMcp({ sessionTimeout: Duration.hours(2), enableResponseStreaming: true });
  const message = messageOf(() => mcpOf({ protocolConfiguration, sessionConfiguration: { sessionTimeout: Duration.minutes(30) }, responseStreaming: false }));
  expect(message).toContain('- the session timeout is 7200 seconds in `protocolConfiguration` and 1800 in `sessionConfiguration`; give it once');
  expect(message).toContain('- `enableResponseStreaming` is true in `protocolConfiguration`, and `responseStreaming` is false; give one of them');
  expect(message).toContain('cdk-agentcore-gateway:gateway-props at Stack/Gateway');
});
