import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { expectReady } from './assertions';
import { Certificate, Gateway, PrivateEndpoint } from 'cdk-agentcore-gateway';

/** Tools in a company network: an MCP server in a VPC, and an API that another account shares through VPC Lattice. */
class PrivateTools extends Stack {
  public readonly tools: Gateway;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 0, subnetConfiguration: [{ name: 'private', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }] });
    const toTools = new ec2.SecurityGroup(this, 'ToTools', { vpc, description: 'From the gateway to the tools' });
    // The certificates of the company's own authority, in PEM format.
    const authority = new secretsmanager.Secret(this, 'Authority', { description: 'Certificates of the company network' });

    this.tools = new Gateway(this, 'ShopTools');
    this.tools.addMcpServerTarget('Stock', {
      endpoint: 'https://stock.shop.internal/mcp',
      privateEndpoint: PrivateEndpoint.inVpc({ vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED }, securityGroups: [toTools] }),
      certificates: [Certificate.fromSecret(authority)],
    });
    this.tools.addOpenApiTarget('Prices', {
      apiSchema: agentcore.ApiSchema.fromInline(JSON.stringify({
        openapi: '3.0.3',
        info: { title: 'Prices', version: '1' },
        servers: [{ url: 'https://prices.shop.internal' }],
        paths: { '/prices': { get: { operationId: 'listPrices', description: 'Lists prices.', responses: { 200: { description: 'The prices' } } } } },
      })),
      privateEndpoint: PrivateEndpoint.lattice(process.env.PRICES_RESOURCE ?? 'rcfg-0123456789abcdef0'),
    });
  }
}

export const app = new App({ context: recommendedFlags });
const stack = new PrivateTools(app, 'PrivateTools');

const integ = new IntegTest(app, 'Integ', { testCases: [stack] });
expectReady(integ, stack.tools);
