import { testRule } from './rows';
import { withEngine, engine, gateway, getAtt, join, PARAMETERS, ref, resource, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { authNoneOpen } from '../../src/rules/auth/none-open';

const open = (properties: object = {}, more: object = {}) => template({ Gateway: gateway({ AuthorizerType: 'NONE', ...properties }), ...more }, PARAMETERS);
const interceptor = (...points: unknown[]) => ({ InterceptionPoints: points, Interceptor: { Lambda: { Arn: 'arn:aws:lambda:eu-west-1:111122223333:function:check' } } });
const association = (arn: unknown) => ({ Association: resource('AWS::WAFv2::WebACLAssociation', { ResourceArn: arn, WebACLArn: 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/x/1' }) });
const acl = (action: object) => ({
  Acl: resource('AWS::WAFv2::WebACL', { Scope: 'REGIONAL', DefaultAction: action }),
  Association: resource('AWS::WAFv2::WebACLAssociation', { ResourceArn: getAtt('Gateway', 'GatewayArn'), WebACLArn: getAtt('Acl', 'Arn') }),
});
const balancer = { Balancer: resource('AWS::ElasticLoadBalancingV2::LoadBalancer') };

testRule(authNoneOpen, {
  fails: [
    ['nothing before the targets', open(),
      'S1/Gateway: the authorizer type is `NONE`, and no interceptor, enforcing policy engine or web ACL protects the targets; use the authorizer type `AWS_IAM` or `CUSTOM_JWT`, or add an interceptor, a policy engine or a web ACL'],
    ['an interceptor of responses', open({ InterceptorConfigurations: [interceptor('RESPONSE')] }), 'the authorizer type is `NONE`'],
    ['a policy engine that only logs', open(withEngine('LOG_ONLY'), { Engine: engine() }), 'the authorizer type is `NONE`'],
    ['a web ACL that allows by default', open({}, acl({ Allow: {} })), 'protects the targets (the web ACL allows requests by default)'],
    ['a web ACL of something else', open({}, { ...association(ref('Balancer')), ...balancer }), 'the authorizer type is `NONE`'],
    ['a web ACL of an API', open({}, association(join('arn:aws:apigateway:', ref('AWS::Region'), '::/restapis/', UNKNOWN, '/stages/prod'))), 'the authorizer type is `NONE`'],
  ],
  passes: [
    ['an interceptor of requests', open({ InterceptorConfigurations: [interceptor('REQUEST')] })],
    ['a policy engine', open(withEngine(), { Engine: engine() })],
    ['a web ACL that blocks by default', open({}, acl({ Block: {} }))],
  ],
  doesNotApply: [['an IAM gateway', template({ Gateway: gateway() })], ['a type that is a parameter', open({ AuthorizerType: UNKNOWN })]],
  isUnknown: [
    ['a web ACL outside the app', open({}, association(getAtt('Gateway', 'GatewayArn'))), 'the protection of S1/Gateway'],
    ['a web ACL of something not known', open({}, association(UNKNOWN)), 'the protection of S1/Gateway'],
    ['interceptors that are a parameter', open({ InterceptorConfigurations: UNKNOWN }), 'the protection of S1/Gateway'],
    ['a mode that is a parameter', open(withEngine(UNKNOWN), { Engine: engine() }), 'the protection of S1/Gateway'],
  ],
});
