import { AppConfigDataClient, BadRequestException, GetLatestConfigurationCommand, StartConfigurationSessionCommand } from '@aws-sdk/client-appconfigdata';

export const APPLICATION_VARIABLE = 'RUNTIME_CONFIG_APP_ID';
export const PERMISSIONS = ['appconfig:StartConfigurationSession', 'appconfig:GetLatestConfiguration'];
const KEEP_MS = 300_000;
/** AppConfig's own floor between two polls of one session. */
const RETRY_MS = 60_000;

/** The entry of a gateway under `gatewayDetails`. */
export interface GatewayDetails {
  readonly arn?: string;
  readonly authorizerType?: string;
  readonly protocol?: string;
  readonly region?: string;
  readonly credentialProvider?: string;
  readonly scopes?: string[];
}

export interface Document {
  readonly gateways?: Record<string, string>;
  readonly gatewayDetails?: Record<string, GatewayDetails>;
}

export function environmentRegion(): string | undefined {
  return process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || undefined;
}

/** One document: kept for five minutes, renewed when asked for after that, and kept on when AppConfig cannot be reached. */
export class RuntimeConfig {
  private readonly client: AppConfigDataClient;
  private token?: string;
  private held?: Document;
  private expires = 0;
  private renewing?: Promise<void>;

  public constructor(private readonly application: string, region: string | undefined) {
    this.client = new AppConfigDataClient({ region });
  }

  public async document(): Promise<Document> {
    if (!this.held || performance.now() >= this.expires) await (this.renewing ??= this.renew().finally(() => this.renewing = undefined));
    return this.held ?? {};
  }

  private async renew(): Promise<void> {
    try {
      const content = await this.poll();
      if (content) this.held = JSON.parse(content) as Document; // Empty when nothing has changed.
      this.expires = performance.now() + KEEP_MS;
    } catch (error) {
      if (!this.held) throw error;
      process.emitWarning(`AppConfig application ${this.application} cannot be read, keeping the document of before: ${(error as Error).message}`);
      this.expires = performance.now() + RETRY_MS;
    }
  }

  /** Polls with the token of the last poll; a token is good for one poll and for 24 hours, and any failure ends its session. */
  private async poll(): Promise<string> {
    const token = this.token;
    this.token = undefined;
    if (token) {
      try {
        return await this.get(token);
      } catch (error) {
        if (!(error instanceof BadRequestException)) throw error;
      }
    }
    const session = await this.client.send(new StartConfigurationSessionCommand({
      ApplicationIdentifier: this.application, EnvironmentIdentifier: 'default', ConfigurationProfileIdentifier: 'agentcore',
    }));
    return this.get(session.InitialConfigurationToken!);
  }

  private async get(token: string): Promise<string> {
    const latest = await this.client.send(new GetLatestConfigurationCommand({ ConfigurationToken: token }));
    this.token = latest.NextPollConfigurationToken;
    return latest.Configuration?.transformToString() ?? '';
  }
}

const documents = new Map<string, RuntimeConfig>();

export function runtimeConfig(application: string, region: string | undefined): RuntimeConfig {
  const key = `${region}/${application}`;
  if (!documents.has(key)) documents.set(key, new RuntimeConfig(application, region));
  return documents.get(key)!;
}
