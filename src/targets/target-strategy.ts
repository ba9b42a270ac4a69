import { CfnResource } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct, IDependable } from 'constructs';
import type { CredentialKind } from '../service/credential-kinds';
import type { OutboundTargetKind } from '../service/outbound-auth';

/** How targets of one kind are made: what one points at, what it needs, and how it is written in the template. */
export interface TargetStrategy {
  readonly kind: OutboundTargetKind;
  /** Which gateways can have it: those with the MCP protocol, or those without a protocol. */
  readonly protocol: 'MCP' | 'HTTP';
  /** What aws-cdk-lib calls an MCP target of this kind. */
  readonly mcpType?: agentcore.McpTargetType;
  /** Signing name of the IAM role's requests, where the service wants one. */
  readonly signingService?: string;
  /** Region that these requests go to. */
  readonly signingRegion?: string;
  /** What the target points at, when that is in the app: decides the stack of the target. */
  readonly pointsAt?: IConstruct;
  /** The gateway whose tools this target lists, when it is one. */
  readonly innerGateway?: agentcore.IGateway;
  /** Checks that need no construct of the target's own, before anything is created. */
  check?(gateway: agentcore.IGateway): void;
  /** Creates what the target needs inside `target`, and returns the rest as data. */
  bind(target: Construct, gateway: agentcore.IGateway, credentials: CredentialKind | 'UNKNOWN'): TargetBinding;
}

/** What a target is made of. */
export interface TargetBinding {
  readonly configuration: agentcore.CfnGatewayTarget.TargetConfigurationProperty;
  /** What the gateway role needs for this target; in place before the target, and gone with it. */
  readonly statements: iam.PolicyStatement[];
  /** What the properties cannot say, by key. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** What else must exist before the target. */
  readonly waitFor?: IDependable[];
  /** Names of its tools without the target name, as far as they are known at synthesis. */
  readonly toolNames?: () => string[];
  /** Whether the gateway lists its tools for any caller as soon as the target exists. */
  readonly listsTools: () => boolean;
}

/** The construct, if it is created by this app and not imported into it. */
export function owned(construct: unknown): IConstruct | undefined {
  const candidate = construct as IConstruct;
  const resource = CfnResource.isCfnResource(candidate) ? candidate : candidate.node?.defaultChild;
  return resource && CfnResource.isCfnResource(resource) ? candidate : undefined;
}
