import type { Gateway, GatewayModel, Link } from '../../../model/gateway-model';
import { Certainty, isKnown, isList, isRecord, property } from '../../../model/value';

/** Whether a gateway enforces the policies of a policy engine. */
export function enforcesPolicies({ policyEngine, properties }: Gateway): Certainty {
  if (!policyEngine) return 'no';
  const { mode } = policyEngine;
  if (!mode) return isRecord(property(properties, 'PolicyEngineConfiguration')) ? 'no' : 'unknown';
  return mode.known ? mode.text === 'ENFORCE' ? 'yes' : 'no' : 'unknown';
}

/** Whether a gateway has a request interceptor. */
export function interceptsRequests({ interceptors }: Gateway): Certainty {
  const seen = interceptors.items.some(({ points }) => points.items.some(({ text }) => text === 'REQUEST'));
  if (seen) return 'yes';
  const allKnown = interceptors.known && interceptors.items.every(({ points }) => points.known && points.items.every(({ known }) => known));
  return allKnown ? 'no' : 'unknown';
}

/** Whether AWS WAF blocks requests to a gateway that no rule of the web ACL allows. */
export function admitsOnlyAllowed(model: GatewayModel, gateway: Gateway): Certainty {
  const answers = gateway.webAcls.map(({ webAcl }) => defaultActionOf(model, webAcl)).map((action): Certainty => action === undefined ? 'unknown' : action === 'Block' ? 'yes' : 'no');
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') || (answers.length === 0 && hasWebAcl(model, gateway) === 'unknown') ? 'unknown' : 'no';
}

/** The default action of a web ACL; undefined if it is not in the templates or unresolved until deployment. */
function defaultActionOf({ resources }: GatewayModel, webAcl: Link | undefined): 'Allow' | 'Block' | undefined {
  const action = webAcl?.address === undefined ? undefined : property(resources[webAcl.address].properties, 'DefaultAction');
  if (!isRecord(action)) return undefined;
  return 'Block' in action ? 'Block' : 'Allow' in action ? 'Allow' : undefined;
}

/** Whether a web ACL that can block a request is associated with a gateway: one that allows by default needs rules. */
export function hasWebAcl(model: GatewayModel, { webAcls }: Gateway): Certainty {
  if (webAcls.some(({ webAcl }) => !allowsEverything(model, webAcl))) return 'yes';
  const unclear = Object.values(model.resources).some(({ type, exists, properties }) => {
    if (type !== 'AWS::WAFv2::WebACLAssociation' || exists === 'no') return false;
    const protectedArn = property(properties, 'ResourceArn');
    return typeof protectedArn === 'string' && !namesSomethingElse(model, protectedArn);
  });
  return unclear ? 'unknown' : 'no';
}

/** Whether a web ACL certainly allows every request. */
export function allowsEverything(model: GatewayModel, webAcl: Link | undefined): boolean {
  if (defaultActionOf(model, webAcl) !== 'Allow') return false;
  const rules = property(model.resources[webAcl!.address!].properties, 'Rules');
  return rules === undefined || (isList(rules) && rules.length === 0);
}

/** Whether an ARN is certainly not a gateway of the app: it is a literal, or it belongs to another type of AWS resource. */
function namesSomethingElse({ resources, symbols }: GatewayModel, arn: string): boolean {
  if (isKnown(arn)) return true;
  const expression = Object.hasOwn(symbols, arn) ? symbols[arn] : undefined;
  if (!expression) return /^arn:[^/]*:(amplify|apigateway|apprunner|appsync|cognito-idp|ec2|elasticloadbalancing):/.test(arn);
  return expression.is === 'attribute' && /^AWS::(?!CloudFormation::)/.test(resources[expression.address]?.type ?? '');
}
