import { IResource, Stack, Token, TokenComparison } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct, IDependable } from 'constructs';
import { apiMessage } from '../findings/api-message';
import { INVOKE_FUNCTION } from '../service/permission';
import { annotate } from '../synthesis/annotate';
import { certainlyDiffer } from '../synthesis/certainly-differ';
import { GatewayError } from '../synthesis/gateway-error';

/**
 * Requires that the service can find a function.
 *
 * @param path the path of the target, for messages
 * @throws GatewayError `auth-resource-elsewhere`, `function-without-name`
 */
export function requireReachableFunction(gateway: agentcore.IGateway, path: string, lambdaFunction: lambda.IFunction): void {
  if (isOther('region', gateway, lambdaFunction)) {
    throw new GatewayError('auth-resource-elsewhere', gateway,
      `function ${lambdaFunction.node.path} of target ${path} is in region \`${lambdaFunction.env.region}\`, but gateway ${gateway.node.path} is in \`${gateway.env.region}\`, and the service calls functions of its own region only`,
      'create the function in the region of the gateway, or create a gateway in the region of the function and add it with `addGateway`');
  }
  if (isOther('account', gateway, lambdaFunction)) requireName(gateway, path, lambdaFunction);
}

/** The CDK can name a function in the template of another account only when it has a physical name. */
function requireName(gateway: agentcore.IGateway, path: string, lambdaFunction: lambda.IFunction): void {
  try {
    Stack.of(gateway).resolve(lambdaFunction.functionArn);
  } catch {
    throw new GatewayError('function-without-name', gateway,
      `function ${lambdaFunction.node.path} of target ${path} is in another account than gateway ${gateway.node.path}, so the target must name it, and it has no physical name`,
      apiMessage`create the function with \`functionName: PhysicalName.GENERATE_IF_NEEDED\``);
  }
}

/**
 * Allows a gateway of another account to call a function, in the resource policy of the function.
 *
 * If the app cannot change that policy, a warning says what to add.
 *
 * @returns what the target must wait for
 */
export function allowOtherAccount(target: Construct, gateway: agentcore.IGateway, lambdaFunction: lambda.IFunction): IDependable[] {
  if (!isOther('account', gateway, lambdaFunction)) return [];
  const { account } = gateway.env;
  if (Token.compareStrings(Stack.of(lambdaFunction).account, lambdaFunction.env.account) === TokenComparison.SAME) {
    const id = `InvokeFrom${account}`;
    const node = lambdaFunction.permissionsNode;
    // Lambda rejects a role that does not exist yet, and the function is deployed before the gateway. So the statement allows the account of
    // the gateway, in which only principals with this permission in their own policies can call the function.
    if (!node.tryFindChild(id)) lambdaFunction.addPermission(id, { principal: new iam.AccountPrincipal(account), action: INVOKE_FUNCTION });
    return [node.findChild(id)];
  }
  annotate(target, 'function-policy-elsewhere',
    `function ${lambdaFunction.node.path} is in account ${lambdaFunction.env.account}, and its resource policy must allow gateway ${gateway.node.path} of account ${account} to call it`,
    `where the function is created, allow \`${INVOKE_FUNCTION}\` to account ${account} or to the role of the gateway`);
  return [];
}

function isOther(by: 'account' | 'region', gateway: IResource, lambdaFunction: IResource): boolean {
  return certainlyDiffer(gateway.env[by], lambdaFunction.env[by]);
}
