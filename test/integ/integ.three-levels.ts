import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { expectReady, expectTools } from './assertions';
import { Assistant, CatalogServer, OrdersFunction } from './shop';
import { Gateway } from 'cdk-agentcore-gateway';

/** A company's gateway over a department's gateway over a team's tools: every level is created when the one below lists its tools. */
class ThreeLevels extends Stack {
  public readonly company: Gateway;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const orders = new OrdersFunction(this, 'Orders');
    const team = new Gateway(this, 'Team');
    team.addLambdaTarget('Orders', { lambdaFunction: orders, toolSchema: orders.tools });
    team.addMcpServer(new CatalogServer(this, 'Catalog'));

    const department = new Gateway(this, 'Department');
    department.addGateway(team);

    this.company = new Gateway(this, 'Company');
    this.company.addGateway(department, { gatewayTargetName: 'dept' });
    this.company.grantInvokeAccess(new Assistant(this, 'Assistant'));
  }
}

export const app = new App({ context: recommendedFlags });
const stack = new ThreeLevels(app, 'ThreeLevels');

const assertions = new Stack(app, 'ThreeLevelsAssertions');
const integ = new IntegTest(app, 'Integ', { testCases: [stack], assertionStack: assertions });
expectReady(integ, stack.company);
expectTools(integ, assertions, stack.company, ['dept___team___orders___get_order', 'dept___team___catalog___find_articles']);
