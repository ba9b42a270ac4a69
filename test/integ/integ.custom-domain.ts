import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Duration, Fn, Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as targets from 'aws-cdk-lib/aws-route53-targets';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { expectStatusWithoutCredentials } from './assertions';
import { OrdersFunction } from './shop';
import { Gateway, InboundAuth } from 'cdk-agentcore-gateway';

/** Clients reach the gateway at a domain of the company, through Amazon CloudFront. */
class CustomDomain extends Stack {
  public readonly tools: Gateway;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    // To deploy this stack, set a public hosted zone of this account. CloudFront takes certificates of us-east-1 only.
    const zoneName = process.env.ZONE_NAME ?? 'shop.example.com';
    const zone = route53.HostedZone.fromHostedZoneAttributes(this, 'Zone', { zoneName, hostedZoneId: process.env.ZONE_ID ?? 'Z0123456789EXAMPLE' });
    const domainName = `tools.${zoneName}`;
    const users = new cognito.UserPool(this, 'Users', { selfSignUpEnabled: false });

    this.tools = new Gateway(this, 'ShopTools', {
      authorizerConfiguration: InboundAuth.cognito({ userPool: users, userPoolClient: users.addClient('Website') }),
      domainOverride: { defaultDomain: domainName },
    });
    const orders = new OrdersFunction(this, 'Orders');
    this.tools.addLambdaTarget('Orders', { lambdaFunction: orders, toolSchema: orders.tools });

    const distribution = new cloudfront.Distribution(this, 'Distribution', {
      domainNames: [domainName],
      certificate: new acm.Certificate(this, 'Certificate', { domainName, validation: acm.CertificateValidation.fromDns(zone) }),
      defaultBehavior: {
        origin: new origins.HttpOrigin(Fn.select(2, Fn.split('/', this.tools.url)), { readTimeout: Duration.seconds(60) }),
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
        allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
        // Tokens and sessions are in headers. The service expects its own host name.
        cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
        originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      },
    });
    new route53.ARecord(this, 'Alias', { zone, recordName: domainName, target: route53.RecordTarget.fromAlias(new targets.CloudFrontTarget(distribution)) });
  }
}

export const app = new App({ context: recommendedFlags });
const stack = new CustomDomain(app, 'CustomDomain');

const integ = new IntegTest(app, 'Integ', { testCases: [stack] });
expectStatusWithoutCredentials(integ, stack.tools, 401);
