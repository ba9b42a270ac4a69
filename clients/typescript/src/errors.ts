/** What this package throws. */
export class GatewayError extends Error {
  public override name = 'GatewayError';
}

/** No URL is known for the gateway. The message lists every place that was searched. */
export class GatewayNotFoundError extends GatewayError {
  public override name = 'GatewayNotFoundError';
}

/** The gateway cannot be called: no credentials, no token, no region, or an unencrypted connection. */
export class GatewayAuthError extends GatewayError {
  public override name = 'GatewayAuthError';
}
