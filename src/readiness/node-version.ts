/** The Node.js version of the readiness check's Lambda function and of its bundle (build-tools/bundle-readiness-check.mjs). */
export const NODE_VERSION = 24;
