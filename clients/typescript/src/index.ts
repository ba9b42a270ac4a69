export { clientCredentials, type ClientCredentialsOptions, type TokenProvider } from './bearer.js';
export { GatewayAuthError, GatewayError, GatewayNotFoundError } from './errors.js';
export { type Gateway, resolveGateway, type ResolveOptions } from './gateway.js';
export { gatewayFetch, type GatewayFetchOptions } from './gateway-fetch.js';
export type { GatewayDetails } from './runtime-config.js';
export { runWithSession, type Session } from './session.js';
export type { CredentialProvider, Credentials } from './signer.js';
