import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { SignatureV4 } from '@smithy/signature-v4';
import { GatewayAuthError } from './errors.js';
import type { Outgoing } from './outgoing.js';

const SERVICE = 'bedrock-agentcore';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export type CredentialProvider = () => Promise<Credentials>;

/** Signs with the credentials of the moment. */
export class Signer {
  private provider: CredentialProvider;
  private accessKeyId?: string;

  public constructor(private readonly region: string, private readonly given?: CredentialProvider) {
    this.provider = given ?? defaultProvider();
  }

  public async authenticate(request: Outgoing): Promise<void> {
    const credentials = await this.provider().catch((error: Error) => {
      throw new GatewayAuthError(`no AWS credentials to sign with (${error.message}): give the agent a role, run \`aws login\`, or set AWS_PROFILE`, { cause: error });
    });
    this.accessKeyId = credentials.accessKeyId;
    for (const name of ['authorization', 'x-amz-date', 'x-amz-security-token']) request.headers.delete(name);
    const { hostname, host, protocol, port, pathname, searchParams } = request.url;
    // What proxies on the way may change stays unsigned; x-amz-… must be signed.
    const signed = [...request.headers].filter(([name]) => name === 'content-type' || /^(x-amz|mcp-)/.test(name));
    const signer = new SignatureV4({ service: SERVICE, region: this.region, credentials, sha256: Sha256, applyChecksum: false });
    const { headers } = await signer.sign({
      method: request.method,
      protocol,
      hostname,
      port: port ? Number(port) : undefined,
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: { host, ...Object.fromEntries(signed) },
      body: request.body,
    });
    for (const name of ['authorization', 'x-amz-date', 'x-amz-security-token']) {
      if (headers[name]) request.headers.set(name, headers[name]);
    }
  }

  /** Reads the default credentials anew: files and variables may have changed since. Repeating is of use only if they have. */
  public async renew(status: number): Promise<boolean> {
    if (this.given || (status !== 401 && status !== 403)) return false;
    this.provider = defaultProvider({ ignoreCache: true });
    return (await this.provider()).accessKeyId !== this.accessKeyId;
  }

  public explain(arn: string | undefined): string {
    return `signed for ${this.region}/${SERVICE} as access key ${this.accessKeyId}, whose identity needs bedrock-agentcore:InvokeGateway `
      + `on ${arn ?? 'the gateway'}; the gateway's \`grantInvokeAccess(agent)\` grants it`;
  }
}

/** The checksum that smithy wants as a class. */
class Sha256 {
  private readonly hash: Hash | Hmac;

  public constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as NodeJS.ArrayBufferView);
  }

  public update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(data instanceof ArrayBuffer ? new Uint8Array(data) : data as NodeJS.ArrayBufferView);
  }

  public async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }

  public reset(): void {
    throw new Error('a hash is used once');
  }
}
