/** The Node.js version that runs the readiness check's Lambda function. Its bundle is built for it (build-tools/bundle-readiness-check.mjs). */
export const NODE_VERSION = 24;
