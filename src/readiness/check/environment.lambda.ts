/** The credentials of the function's role. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The environment of the check; tests replace the network and the clock. */
export interface Environment {
  readonly fetch: (url: URL | string, init: RequestInit) => Promise<Response>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Returns a signal that aborts after this number of milliseconds. */
  readonly abortAfter: (ms: number) => AbortSignal;
  /** Returns a number from 0 (inclusive) to 1 (exclusive), for jitter. */
  readonly random: () => number;
  readonly credentials: () => Credentials;
  /** Writes a structured log line. */
  readonly log: (line: Record<string, unknown>) => void;
}

export const lambdaEnvironment: Environment = {
  fetch: (url, init) => fetch(url, init),
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  abortAfter: (ms) => AbortSignal.timeout(Math.ceil(ms)),
  random: () => Math.random(),
  credentials: credentialsFromVariables,
  log: (line) => console.log(JSON.stringify(line)),
};

/** Lambda passes the credentials of the function's role in three variables. A provider chain would only make the bundle larger. */
function credentialsFromVariables(): Credentials {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = process.env;
  if (!accessKeyId || !secretAccessKey) throw new Error('the environment variables contain no AWS credentials');
  return { accessKeyId, secretAccessKey, sessionToken };
}
