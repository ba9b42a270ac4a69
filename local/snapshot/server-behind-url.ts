import type { FunctionUrl, GatewayModel, LocalStart } from '../../src/model/gateway-model';
import { partsOf, Text } from '../../src/model/value';

/** A server that the app says how to start. */
export interface StartableServer {
  readonly address: string;
  readonly path: string;
  readonly environment: Readonly<Record<string, Text>>;
  readonly local?: LocalStart;
}

/** The server behind a function URL has the environment of the function, and is named after it. */
export function serverBehindUrl({ functions }: GatewayModel, { address, function: behind, local, path }: FunctionUrl): StartableServer {
  const found = functions.find((one) => one.address === behind);
  return { address, path: found?.path ?? path, environment: found?.environment ?? {}, ...local ? { local } : {} };
}

/** The path of a URL that refers to a function URL, which ends with a slash. */
export function pathOfUrl({ text }: Text): string {
  return `/${partsOf(text).map((part) => 'literal' in part ? part.literal : '').join('')}`;
}
