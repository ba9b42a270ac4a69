import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { expectReady } from './assertions';
import { Assistant, CatalogServer } from './shop';
import { Gateway } from 'cdk-agentcore-gateway';

/** An agent and an MCP server without internet access, and a gateway that is accessible from their VPC only. */
class PrivateNetwork extends Stack {
  public readonly tools: Gateway;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = new ec2.Vpc(this, 'Vpc', {
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'private', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
    });
    const { BEDROCK_AGENTCORE_GATEWAY, APPCONFIGDATA, BEDROCK_RUNTIME, CLOUDWATCH_LOGS } = ec2.InterfaceVpcEndpointAwsService;
    const toGateways = vpc.addInterfaceEndpoint('ToGateways', { service: BEDROCK_AGENTCORE_GATEWAY });
    vpc.addInterfaceEndpoint('ToRuntimeConfig', { service: APPCONFIGDATA });
    vpc.addInterfaceEndpoint('ToModels', { service: BEDROCK_RUNTIME });
    vpc.addInterfaceEndpoint('ToLogs', { service: CLOUDWATCH_LOGS });
    vpc.addGatewayEndpoint('ToS3', { service: ec2.GatewayVpcEndpointAwsService.S3 });
    const networkConfiguration = agentcore.RuntimeNetworkConfiguration.usingVpc(this, { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } });

    this.tools = new Gateway(this, 'ShopTools');
    this.tools.addMcpServer(new CatalogServer(this, 'Catalog', { networkConfiguration }));
    this.tools.grantInvokeAccess(new Assistant(this, 'Assistant', { networkConfiguration }));
    // Denies calls from anywhere else, for every caller.
    this.tools.addToResourcePolicy(new iam.PolicyStatement({
      effect: iam.Effect.DENY,
      principals: [new iam.AnyPrincipal()],
      actions: ['bedrock-agentcore:InvokeGateway'],
      conditions: { StringNotEquals: { 'aws:SourceVpce': toGateways.vpcEndpointId } },
    }));
  }
}

export const app = new App({ context: recommendedFlags });
const stack = new PrivateNetwork(app, 'PrivateNetwork');

const integ = new IntegTest(app, 'Integ', { testCases: [stack] });
expectReady(integ, stack.tools);
