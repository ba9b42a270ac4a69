import type { Gateway, GatewayModel } from '../../../model/gateway-model';
import { Certainty, isKnown, isRecord, property } from '../../../model/value';

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

/** Whether AWS WAF protects a gateway. */
export function hasWebAcl(model: GatewayModel, { webAcls }: Gateway): Certainty {
  if (webAcls.length > 0) return 'yes';
  const unclear = Object.values(model.resources).some(({ type, exists, properties }) => {
    if (type !== 'AWS::WAFv2::WebACLAssociation' || exists === 'no') return false;
    const protectedArn = property(properties, 'ResourceArn');
    return typeof protectedArn === 'string' && !namesSomethingElse(model, protectedArn);
  });
  return unclear ? 'unknown' : 'no';
}

/** Whether an ARN is certainly not a gateway of the app: it is a literal, or it belongs to another type of AWS resource. */
function namesSomethingElse({ resources, symbols }: GatewayModel, arn: string): boolean {
  if (isKnown(arn)) return true;
  const expression = Object.hasOwn(symbols, arn) ? symbols[arn] : undefined;
  if (!expression) return /^arn:[^/]*:(amplify|apigateway|apprunner|appsync|cognito-idp|ec2|elasticloadbalancing):/.test(arn);
  return expression.is === 'attribute' && /^AWS::(?!CloudFormation::)/.test(resources[expression.address]?.type ?? '');
}
