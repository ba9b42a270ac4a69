import type { EditableApp, Json } from '../editable-app';
import type { Mutation } from '../mutation';
import { CONSENT, ENCRYPTED, GUARDED, LOGS, RESOURCES } from '../valid/resources';

/** Mistakes in what is around a gateway: resource policies, logs, web ACLs and private endpoints. */

const resourcesOf = (app: EditableApp) => app.stack('S1').Resources as Json;
const copyOf = (app: EditableApp, id: string) => structuredClone(resourcesOf(app)[id] as Json);
const caught = (rule: string, rows: readonly (readonly [fault: string, make: Mutation['make']])[], of = RESOURCES): Mutation[] => {
  return rows.map(([fault, make]) => ({ fault, in: of, caughtBy: [rule], make }));
};

const SECOND_POLICY: readonly Mutation[] = caught('properties-resource-policy-once', [
  ['a second resource policy of a gateway', (app) => { resourcesOf(app).Others = copyOf(app, 'Callers'); }],
  ['a second resource policy of a gateway whose policy is at a condition that always holds', (app) => {
    app.stack('S1').Conditions = { Always: { 'Fn::Equals': ['a', 'a'] } };
    resourcesOf(app).Others = { ...copyOf(app, 'Callers'), Condition: 'Always' };
  }],
  ['a second resource policy by an ARN from the default of a parameter', (app) => {
    const { ResourceArn } = resourcesOf(app).Callers.Properties as Json;
    app.stack('S1').Parameters = { ...app.stack('S1').Parameters, Arn: { Type: 'String', Default: ResourceArn } };
    const others = copyOf(app, 'Callers');
    others.Properties.ResourceArn = { Ref: 'Arn' };
    resourcesOf(app).Others = others;
  }],
  ['a second resource policy, which denies', (app) => {
    const others = copyOf(app, 'Callers');
    others.Properties.Policy = (others.Properties.Policy as string).replace('Allow', 'Deny');
    resourcesOf(app).Others = others;
  }],
]);

const propertiesOf = (app: EditableApp, id: string): Json => (resourcesOf(app)[id] as Json).Properties as Json;

const LOG_DELIVERIES: readonly Mutation[] = [
  ...caught('properties-log-delivery', [
    ['logs of the type that only runtimes have', (app) => { propertiesOf(app, 'Source').LogType = 'USAGE_LOGS'; }],
    ['traces to a log group', (app) => { propertiesOf(app, 'Source').LogType = 'TRACES'; }],
    ['logs to X-Ray', (app) => { propertiesOf(app, 'Destination').DeliveryDestinationType = 'XRAY'; }],
    ['traces to a log group, by the default of a parameter', (app) => {
      app.stack('S1').Parameters = { ...app.stack('S1').Parameters, LogType: { Type: 'String', Default: 'TRACES' } };
      propertiesOf(app, 'Source').LogType = { Ref: 'LogType' };
    }],
  ], LOGS),
  ...caught('properties-logs-undelivered', [
    ['logs without a delivery', (app) => { delete resourcesOf(app).Delivery; }],
    ['logs to a log group that CloudWatch Logs may not write to', (app) => { propertiesOf(app, 'Group').LogGroupName = '/tools'; }],
    ['logs to a log group whose name CloudFormation makes', (app) => { delete propertiesOf(app, 'Group').LogGroupName; }],
    ['logs to a log group whose name has the prefix in the middle', (app) => { propertiesOf(app, 'Group').LogGroupName = '/shop/aws/vendedlogs/tools'; }],
  ], LOGS),
  ...caught('order-delivery-before-its-source', [
    ['a delivery that names its source by a text', (app) => { propertiesOf(app, 'Delivery').DeliverySourceName = 'tools'; }],
    ['a delivery that names its source by the default of a parameter', (app) => {
      app.stack('S1').Parameters = { ...app.stack('S1').Parameters, SourceName: { Type: 'String', Default: 'tools' } };
      propertiesOf(app, 'Delivery').DeliverySourceName = { Ref: 'SourceName' };
    }],
  ], LOGS),
];

const inVpc = (app: EditableApp): Json => propertiesOf(app, 'Stock').PrivateEndpoint.ManagedVpcResource as Json;

const WEB_ACLS: readonly Mutation[] = [
  ...caught('properties-web-acl', [
    ['a web ACL for CloudFront', (app) => { propertiesOf(app, 'WebAcl').Scope = 'CLOUDFRONT'; }],
    ['a web ACL for CloudFront by its ARN', (app) => { propertiesOf(app, 'Association').WebACLArn = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/tools/0f8fad5b-d9cb-469f-a165-70867728950e'; }],
    ['a second web ACL', (app) => { resourcesOf(app).Other = { ...copyOf(app, 'Association'), Properties: { ...propertiesOf(app, 'Association'), WebACLArn: 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/tools/0f8fad5b-d9cb-469f-a165-70867728950e' } }; }],
    ['a web ACL for CloudFront by the default of a parameter', (app) => {
      app.stack('S1').Parameters = { AclScope: { Type: 'String', Default: 'CLOUDFRONT' } };
      propertiesOf(app, 'WebAcl').Scope = { Ref: 'AclScope' };
    }],
  ], GUARDED),
  ...caught('auth-web-acl-open', [
    ['a web ACL that allows everything', (app) => { propertiesOf(app, 'WebAcl').DefaultAction = { Allow: {} }; }],
    ['a web ACL that allows everything, with an empty list of rules', (app) => { Object.assign(propertiesOf(app, 'WebAcl'), { DefaultAction: { Allow: {} }, Rules: [] }); }],
  ], GUARDED),
  ...caught('properties-private-endpoint', [
    ['a private endpoint without subnets', (app) => { inVpc(app).SubnetIds = []; }],
    ['a URL as routing domain', (app) => { inVpc(app).RoutingDomain = 'https://stock.anycompany.com'; }],
    ['a routing domain with a port', (app) => { inVpc(app).RoutingDomain = 'stock.anycompany.com:8443'; }],
    ['a private endpoint that is neither in a VPC nor in VPC Lattice', (app) => { propertiesOf(app, 'Stock').PrivateEndpoint = {}; }],
    ['a private endpoint in a VPC and in VPC Lattice', (app) => { propertiesOf(app, 'Stock').PrivateEndpoint.SelfManagedLatticeResource = { ResourceConfigurationIdentifier: 'rcfg-0123456789abcdef0' }; }],
    ['a private endpoint of a connector', (app) => { propertiesOf(app, 'Stock').TargetConfiguration = { Mcp: { Connector: { Source: { ConnectorId: 'web-search' } } } }; }],
  ], GUARDED),
];

const statementsOf = (app: EditableApp): Json[] => propertiesOf(app, 'Policy').PolicyDocument.Statement as Json[];

const CERTIFICATES: readonly Mutation[] = caught('grants-missing-at-creation', [
  ['no permission to read the certificates in a bucket', (app) => { statementsOf(app).shift(); }],
  ['no permission to read the certificates in a secret', (app) => { statementsOf(app).pop(); }],
  ['permission for another object than the certificates', (app) => { statementsOf(app)[0].Resource = 'arn:aws:s3:::certificates/other.pem'; }],
], GUARDED);

const signInOf = (app: EditableApp): Json => propertiesOf(app, 'Github').CredentialProviderConfigurations[0].CredentialProvider.OauthCredentialProvider as Json;

const CONSENT_PORTALS: readonly Mutation[] = [
  ...caught('properties-consent-portal', [
    ['a consent portal that does not ask who signs in', (app) => { propertiesOf(app, 'Portal').IdpConfig.Scopes = ['email']; }],
    ['a consent portal of a gateway for IAM callers', (app) => {
      propertiesOf(app, 'Gateway').AuthorizerType = 'AWS_IAM';
      delete propertiesOf(app, 'Gateway').AuthorizerConfiguration;
    }],
    ['a consent portal of two gateways', (app) => { propertiesOf(app, 'Portal').Sources.push({ Type: 'agentcore-gateway', Identifier: 'other-0123456789' }); }],
  ], CONSENT),
  ...caught('auth-consent-return-url', [
    ['users who come back to another page than the portal', (app) => { signInOf(app).DefaultReturnUrl = 'https://app.anycompany.com/signed-in'; }],
    ['users who come back to the sign-in of the portal', (app) => { signInOf(app).DefaultReturnUrl = 'https://consent.anycompany.com/callback'; }],
  ], CONSENT),
];

const keyStatement = (app: EditableApp): Json => propertiesOf(app, 'Key').KeyPolicy.Statement[0] as Json;

const KEYS: readonly Mutation[] = caught('grants-key-policy', [
  ['a key for another role', (app) => { keyStatement(app).Principal = { AWS: 'arn:aws:iam::111122223333:role/security' }; }],
  ['a key that everyone may only describe', (app) => { keyStatement(app).Action = 'kms:Describe*'; }],
  ['a key that is denied to the account', (app) => { keyStatement(app).Effect = 'Deny'; }],
  ['a key for a service', (app) => { keyStatement(app).Principal = { Service: 's3.amazonaws.com' }; }],
], ENCRYPTED);

export const SURROUNDINGS: readonly Mutation[] = [...SECOND_POLICY, ...LOG_DELIVERIES, ...WEB_ACLS, ...CERTIFICATES, ...CONSENT_PORTALS, ...KEYS];
