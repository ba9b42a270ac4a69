import { CfnResource } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct, IDependable } from 'constructs';
import type { CredentialKind } from '../service/credential-kinds';
import type { OutboundTargetKind } from '../service/outbound-auth';

/** How to create a target of one kind. */
export interface TargetStrategy {
  readonly kind: OutboundTargetKind;
  /** The signing name for requests with the IAM role, where the service requires one. */
  readonly signingService?: string;
  /** The region to sign these requests for. */
  readonly signingRegion?: string;
  /** Whether the target certainly rejects requests that are not signed, so that the default is the IAM role. */
  readonly requiresSignature?: boolean;
  /** The function, API or runtime of the target, if the app creates it. It must be deployed before the target. */
  readonly pointsAt?: IConstruct;
  /** The gateway whose tools this target lists, for a target that is a gateway. */
  readonly innerGateway?: agentcore.IGateway;
  /** Checks that run before anything is created. `path` is the path of the target, for messages. */
  check?(gateway: agentcore.IGateway, path: string): void;
  /** Creates what the target needs inside `target`, and returns the rest as data. */
  bind(target: Construct, gateway: agentcore.IGateway, credentials: CredentialKind | 'UNKNOWN'): TargetBinding;
}

/** The parts of a target. */
export interface TargetBinding {
  readonly configuration: agentcore.CfnGatewayTarget.TargetConfigurationProperty;
  /** Permissions of the gateway role for this target, granted before it is created and removed with it. */
  readonly statements: iam.PolicyStatement[];
  /** Entries for the metadata of the resource. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** What else must exist before the target. */
  readonly waitFor?: IDependable[];
  /** Names of its tools without the target name, as far as they are known at synthesis. */
  readonly toolNames?: () => string[];
  /** Whether the gateway lists its tools for every caller as soon as the target exists. */
  readonly listsTools: () => boolean;
  /** Changes with everything in the app that can change the tools which the gateway caches. Without it, the gateway never reads them again. */
  readonly fingerprint?: () => string;
}

/** The construct, if this app creates it; undefined if it is imported. */
export function owned(construct: unknown): IConstruct | undefined {
  if (typeof construct !== 'object' || construct === null) return undefined;
  const candidate = construct as IConstruct;
  const resource = CfnResource.isCfnResource(candidate) ? candidate : candidate.node?.defaultChild;
  return resource && CfnResource.isCfnResource(resource) ? candidate : undefined;
}
