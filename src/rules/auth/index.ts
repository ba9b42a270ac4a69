import { authWebAclOpen } from './web-acl-open';
import type { Rule } from '../rule';
import { authAuthenticateOnlyOpen } from './authenticate-only-open';
import { authAuthorizerType } from './authorizer-type';
import { authCognitoAudience } from './cognito-audience';
import { authConsentReturnUrl } from './consent-return-url';
import { authCredentialProvider } from './credential-provider';
import { authCredentialType } from './credential-type';
import { authCredentialsOne } from './credentials-one';
import { authDynamicListing } from './dynamic-listing';
import { authEndpointEncoding } from './endpoint-encoding';
import { authEndpointGatewayUrl } from './endpoint-gateway-url';
import { authEndpointHost } from './endpoint-host';
import { authEndpointHttps } from './endpoint-https';
import { authEndpointPrivate } from './endpoint-private';
import { authEndpointQualifier } from './endpoint-qualifier';
import { authEndpointReserved } from './endpoint-reserved';
import { authFunctionUrlAuthorizer } from './function-url-authorizer';
import { authFunctionUrlOpen } from './function-url-open';
import { authGatewayCycle } from './gateway-cycle';
import { authInboundNeeded } from './inbound-needed';
import { authInnerGatewayAuthorizer } from './inner-gateway-authorizer';
import { authInnerGatewayProtocol } from './inner-gateway-protocol';
import { authJwtConfigurationMissing } from './jwt-configuration-missing';
import { authJwtConfigurationUnused } from './jwt-configuration-unused';
import { authJwtConstraint } from './jwt-constraint';
import { authListingMode } from './listing-mode';
import { authNoneOpen } from './none-open';
import { authOauthParameters } from './oauth-parameters';
import { authOpenapiSecurity } from './openapi-security';
import { authOutbound } from './outbound';
import { authProviderElsewhere } from './provider-elsewhere';
import { authResourceElsewhere } from './resource-elsewhere';
import { authRestApiElsewhere } from './rest-api-elsewhere';
import { authRestApiUnreachable } from './rest-api-unreachable';
import { authReturnUrl } from './return-url';
import { authRuntimeAuthorizer } from './runtime-authorizer';
import { authRuntimeHeaders } from './runtime-headers';
import { authRuntimeProtocol } from './runtime-protocol';
import { authSelfTarget } from './self-target';
import { authServiceRejected } from './service-rejected';
import { authServiceRequired } from './service-required';
import { authServiceWrong } from './service-wrong';
import { authSigningRegion } from './signing-region';
import { authTargetElsewhere } from './target-elsewhere';
import { authTargetKind } from './target-kind';
import { authTargetProtocol } from './target-protocol';

export const AUTH_RULES: readonly Rule[] = [
  authAuthorizerType,
  authCredentialType,
  authListingMode,
  authCredentialsOne,
  authCredentialProvider,
  authProviderElsewhere,
  authTargetElsewhere,
  authRestApiElsewhere,
  authRestApiUnreachable,
  authResourceElsewhere,
  authOutbound,
  authOpenapiSecurity,
  authServiceRequired,
  authServiceRejected,
  authServiceWrong,
  authSigningRegion,
  authReturnUrl,
  authConsentReturnUrl,
  authOauthParameters,
  authInboundNeeded,
  authJwtConfigurationMissing,
  authJwtConfigurationUnused,
  authJwtConstraint,
  authCognitoAudience,
  authNoneOpen,
  authWebAclOpen,
  authAuthenticateOnlyOpen,
  authTargetKind,
  authTargetProtocol,
  authInnerGatewayAuthorizer,
  authInnerGatewayProtocol,
  authRuntimeProtocol,
  authRuntimeAuthorizer,
  authRuntimeHeaders,
  authFunctionUrlAuthorizer,
  authFunctionUrlOpen,
  authEndpointHttps,
  authEndpointEncoding,
  authEndpointQualifier,
  authEndpointHost,
  authEndpointPrivate,
  authEndpointReserved,
  authEndpointGatewayUrl,
  authSelfTarget,
  authGatewayCycle,
  authDynamicListing,
];
