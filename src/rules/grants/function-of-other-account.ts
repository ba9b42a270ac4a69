import type { GatewayModel, Resource } from '../../model/gateway-model';
import { addressesIn, symbolTable } from '../../model/symbols';
import { property, textOf } from '../../model/value';
import { FUNCTION_PERMISSION } from '../../service/resource-types';
import { ofType } from '../lib/needs/resources';
import { evaluateEach, placeOf, stackOf } from '../lib/places';
import type { Rule } from '../rule';

/** The resource policies of functions in other accounts allow the gateways to call them. */
export const functionOfOtherAccount: Rule = {
  id: 'grants-function-of-other-account',
  group: 'grants',
  severity: 'error',
  sentence: 'A function in another account than its gateway allows that account to call it.',
  why: 'A cross-account call requires permission in both accounts. Without permission in the resource policy of the function, Lambda rejects every call of the gateway.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-cross-account.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const { pointsTo } = target;
    const lambda = pointsTo.kind === 'lambda' && pointsTo.address !== undefined ? model.resources[pointsTo.address] : undefined;
    const [account, other] = [stackOf(model, target.address)?.account, lambda && stackOf(model, lambda.address)?.account];
    if (!lambda || account === undefined || other === undefined || account === other) return;
    const permissions = ofType(model, FUNCTION_PERMISSION).filter((permission) => isAbout(model, permission, lambda));
    const principals = permissions.map(({ properties }) => textOf(property(properties, 'Principal')));
    if (principals.some((principal) => principal?.known && isOf(account, principal.text))) return evaluation.pass();
    if (principals.some((principal) => principal && !principal.known)) return evaluation.unknown(`the principal of a permission of ${lambda.path} is unresolved until deployment`);
    evaluation.fail({
      at: placeOf(target),
      with: [placeOf(lambda)],
      message: `function ${lambda.path} is in account \`${other}\`, and its resource policy does not allow account \`${account}\` of the gateway to call it`,
      fix: `add an \`AWS::Lambda::Permission\` with the principal \`${account}\` to the function, as \`addLambdaTarget\` of cdk-agentcore-gateway does`,
    });
  }),
};

/** Whether a permission is for a function, or for an alias or a version of it. */
function isAbout(model: GatewayModel, { properties, stack }: Resource, lambda: Resource): boolean {
  const named = property(properties, 'FunctionName');
  const functionName = property(lambda.properties, 'FunctionName');
  const mentioned = addressesIn(symbolTable(model), named);
  return mentioned.includes(lambda.address)
    || mentioned.some((address) => addressesIn(symbolTable(model), property(model.resources[address]?.properties, 'FunctionName')).includes(lambda.address))
    || (stack === lambda.stack && typeof functionName === 'string' && typeof named === 'string' && named.split(':').includes(functionName));
}

/** Whether a principal is everyone, an account, or one of its roles and users. */
function isOf(account: string, principal: string): boolean {
  return principal === '*' || principal === account || principal.includes(`:iam::${account}:`);
}
