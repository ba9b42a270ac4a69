import { cedarPolicyBeforeItsGateway } from './cedar-policy-before-its-gateway';
import { cedarPolicyBeforeItsTargets } from './cedar-policy-before-its-targets';
import { cycle } from './cycle';
import { deliveryBeforeItsSource } from './delivery-before-its-source';
import { gatewayBeforeItsEnginePolicy } from './gateway-before-its-engine-policy';
import { gatewayBeforeItsPolicy } from './gateway-before-its-policy';
import { outerBeforeInner } from './outer-before-inner';
import { outerBeforeInnerPolicies } from './outer-before-inner-policies';
import { retainedBelowDeleted } from './retained-below-deleted';
import { targetBeforeItsPolicy } from './target-before-its-policy';
import { targetBeforeItsSchema } from './target-before-its-schema';
import { targetBeforeItsServer } from './target-before-its-server';
import { targetBeforeItsStage } from './target-before-its-stage';
import { targetOutlivesItsPolicy } from './target-outlives-its-policy';
import { targetStale } from './target-stale';
import type { Rule } from '../rule';

/** Rules about the order in which CloudFormation creates and deletes resources. */
export const ORDER_RULES: readonly Rule[] = [
  targetBeforeItsPolicy,
  targetBeforeItsServer,
  targetBeforeItsSchema,
  targetBeforeItsStage,
  outerBeforeInner,
  outerBeforeInnerPolicies,
  gatewayBeforeItsEnginePolicy,
  gatewayBeforeItsPolicy,
  cedarPolicyBeforeItsTargets,
  cedarPolicyBeforeItsGateway,
  deliveryBeforeItsSource,
  cycle,
  targetOutlivesItsPolicy,
  retainedBelowDeleted,
  targetStale,
];
