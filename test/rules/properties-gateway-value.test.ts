import { testRule } from './rows';
import { gateway, jwtGateway, lambdaTarget, PARAMETERS, ref, runtime, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { propertiesGatewayValue } from '../../src/rules/properties/gateway-value';

const one = (properties: object) => template({ Gateway: gateway(properties as never) }, PARAMETERS);
const discovery = (DiscoveryUrl: unknown) => template({ Gateway: jwtGateway({ AuthorizerConfiguration: { CustomJWTAuthorizer: { DiscoveryUrl, AllowedAudience: ['a'] } } }) }, PARAMETERS);
const timeout = (SessionTimeoutInSeconds: unknown) => one({ ProtocolConfiguration: { Mcp: { SessionConfiguration: { SessionTimeoutInSeconds } } } });

testRule(propertiesGatewayValue, {
  fails: [
    ['a gateway without role', one({ RoleArn: ref('AWS::NoValue') }), 'S1/Gateway: the gateway has no role; add `RoleArn`'],
    ['a long description', one({ Description: 'x'.repeat(201) }), 'the description has 201 characters, but the service accepts 1 to 200'],
    ['a long description of a target', template({ Gateway: gateway(), Target: lambdaTarget({ Description: 'x'.repeat(201) }) }), 'S1/Target: the description has 201 characters'],
    ['a short session timeout', timeout(60), 'the session timeout has 60 seconds, but the service accepts 900 to 28800'],
    ['a URL that is no discovery URL', discovery('https://idp.example.com'), '`https://idp.example.com` is not a discovery URL'],
    ['an alias of a key', one({ KmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:alias/tools' }), 'is not the ARN of a KMS key'],
  ],
  passes: [
    ['a timeout', timeout(1800)],
    ['the metadata of an authorization server', discovery('https://idp.example.com/.well-known/oauth-authorization-server/tenant')],
  ],
  doesNotApply: [['an app without gateways', template({ Docs: runtime() })]],
  isUnknown: [['a timeout that is a parameter', timeout(UNKNOWN), 'SessionTimeoutInSeconds` of S1/Gateway']],
});
