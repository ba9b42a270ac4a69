import { testRule } from './rows';
import { gateway, lambdaTarget, mcpTarget, PARAMETERS, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { propertiesPrivateEndpoint } from '../../src/rules/properties/private-endpoint';

const IN_VPC = { VpcIdentifier: 'vpc-0123456789abcdef0', SubnetIds: ['subnet-0123456789abcdef0'], EndpointIpAddressType: 'IPV4' };
const LATTICE = { SelfManagedLatticeResource: { ResourceConfigurationIdentifier: 'rcfg-0123456789abcdef0' } };
const server = (PrivateEndpoint: unknown) => template({ Gateway: gateway(), Stock: mcpTarget('https://stock.shop.internal/mcp', { PrivateEndpoint }) }, PARAMETERS);
const inVpc = (properties: object) => server({ ManagedVpcResource: { ...IN_VPC, ...properties } });

testRule(propertiesPrivateEndpoint, {
  fails: [
    ['both kinds', server({ ManagedVpcResource: IN_VPC, ...LATTICE }), 'S1/Stock: the private endpoint has both `ManagedVpcResource` and `SelfManagedLatticeResource`; keep one of them'],
    ['no kind', server({}), 'the private endpoint has neither `ManagedVpcResource` nor `SelfManagedLatticeResource`'],
    ['a VPC without subnets', inVpc({ SubnetIds: [] }), 'the private endpoint has no subnets'],
    ['a URL as routing domain', inVpc({ RoutingDomain: 'https://stock.shop.internal/mcp' }), 'the routing domain is `https://stock.shop.internal/mcp`, which is not a host name; write only the host name, such as `stock.shop.internal`'],
    ['a Lambda function', template({ Gateway: gateway(), Orders: lambdaTarget({ PrivateEndpoint: LATTICE }) }), 'S1/Orders: the target is of kind `lambda`, which has no URL'],
  ],
  passes: [
    ['a VPC', inVpc({})],
    ['a VPC with a routing domain', inVpc({ RoutingDomain: 'internal-stock.eu-west-1.elb.amazonaws.com' })],
    ['a resource configuration', server(LATTICE)],
  ],
  doesNotApply: [
    ['a public server', template({ Gateway: gateway(), Docs: mcpTarget('https://docs.example.com/mcp') })],
  ],
  isUnknown: [
    ['a private endpoint that is a parameter', server(UNKNOWN), 'the private endpoint of S1/Stock'],
    ['a kind under a condition', server({ ManagedVpcResource: { 'Fn::If': ['Private', IN_VPC, { Ref: 'AWS::NoValue' }] } }), 'the private endpoint of S1/Stock'],
  ],
});
