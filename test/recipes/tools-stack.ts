import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Assistant, CatalogServer, OrdersFunction } from '../integ/shop';
import { Gateway } from 'cdk-agentcore-gateway';

/** A stack of a user, for the recipes about tests. */
export class ToolsStack extends Stack {
  public readonly tools: Gateway;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const orders = new OrdersFunction(this, 'Orders');
    this.tools = new Gateway(this, 'ShopTools');
    this.tools.addLambdaTarget('Orders', { lambdaFunction: orders, toolSchema: orders.tools });
    this.tools.addMcpServer(new CatalogServer(this, 'Catalog'));
    this.tools.grantInvokeAccess(new Assistant(this, 'Assistant'));
  }
}
