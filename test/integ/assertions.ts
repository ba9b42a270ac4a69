import { join } from 'path';
import { ExpectedResult, IApiCall, IntegTest } from '@aws-cdk/integ-tests-alpha';
import { Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Gateway } from 'cdk-agentcore-gateway';

/**
 * What the apps assert of their gateways once they are deployed. Never evaluated in a test run: see README.md.
 */

/** Asserts that the gateway is ready, and that it has the targets of the app and no others, all of them ready. */
export function expectReady(integ: IntegTest, gateway: Gateway): void {
  const parameters = { gatewayIdentifier: gateway.gatewayId };
  agentCoreCall(integ, 'GetGateway', parameters, gateway.gatewayArn).assertAtPath('status', ExpectedResult.exact('READY'));
  agentCoreCall(integ, 'ListGatewayTargets', parameters, gateway.gatewayArn).expect(ExpectedResult.objectLike({
    items: gateway.targets.map(() => ({ status: 'READY' })),
  }));
}

/** Asserts that the gateway lists tools, by a signed `tools/list` as agents send it. */
export function expectTools(integ: IntegTest, assertions: Stack, gateway: Gateway, tools: string[]): void {
  const caller = new lambda.Function(assertions, `ListToolsOf${gateway.runtimeConfigKey}`, {
    runtime: lambda.Runtime.PYTHON_3_13,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(join(__dirname, 'list-tools')),
    timeout: Duration.seconds(90),
    initialPolicy: [new iam.PolicyStatement({ actions: ['bedrock-agentcore:InvokeGateway'], resources: [gateway.gatewayArn] })],
  });
  integ.assertions.invokeFunction({
    functionName: caller.functionName,
    payload: assertions.toJsonString({ url: gateway.url, tools }),
  }).expect(ExpectedResult.objectLike({ Payload: '"every tool is listed"' }));
}

/** Asserts the status of the response to a caller without signature and token. */
export function expectStatusWithoutCredentials(integ: IntegTest, gateway: Gateway, status: number): void {
  integ.assertions.httpApiCall(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept': 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
  }).expect(ExpectedResult.objectLike({ status }));
}

/** Calls the control plane. The permission is given by hand: derived from the name of the client, the IAM action would be wrong. */
export function agentCoreCall(integ: IntegTest, api: string, parameters: object, arn: string): IApiCall {
  const call = integ.assertions.awsApiCall('bedrock-agentcore-control', api, parameters);
  call.provider.addToRolePolicy({ Effect: 'Allow', Action: [`bedrock-agentcore:${api}`], Resource: [arn, `${arn}/*`] });
  return call;
}
