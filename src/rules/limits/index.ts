import type { Rule } from '../rule';
import { limitsCedarSchema } from './cedar-schema';
import { limitsInlineSchema, limitsInlineSchemaNear } from './inline-schema';
import { limitsInterceptors } from './interceptors';
import { limitsManagedPolicy } from './managed-policy';
import { limitsMetadataLists } from './metadata-lists';
import { limitsPoliciesPerEngine, limitsPoliciesPerEngineNear } from './policies-per-engine';
import { limitsPolicyTotalSize, limitsPolicyTotalSizeNear } from './policy-total-size';
import { limitsRoleInlinePolicies, limitsRoleInlinePoliciesNear } from './role-inline-policies';
import { limitsRoleManagedPolicies } from './role-managed-policies';
import { limitsSchemaFile } from './schema-file';
import { limitsStackResources, limitsStackResourcesNear } from './stack-resources';
import { limitsStatementLength, limitsStatementLengthNear } from './statement-length';
import { limitsTargetsPerGateway, limitsTargetsPerGatewayNear } from './targets-per-gateway';
import { limitsTemplateSize, limitsTemplateSizeNear } from './template-size';
import { limitsToolsPerTarget, limitsToolsPerTargetNear } from './tools-per-target';

export const LIMITS_RULES: readonly Rule[] = [
  limitsTargetsPerGateway,
  limitsTargetsPerGatewayNear,
  limitsToolsPerTarget,
  limitsToolsPerTargetNear,
  limitsInlineSchema,
  limitsInlineSchemaNear,
  limitsSchemaFile,
  limitsStatementLength,
  limitsStatementLengthNear,
  limitsPoliciesPerEngine,
  limitsPoliciesPerEngineNear,
  limitsPolicyTotalSize,
  limitsPolicyTotalSizeNear,
  limitsCedarSchema,
  limitsRoleInlinePolicies,
  limitsRoleInlinePoliciesNear,
  limitsManagedPolicy,
  limitsRoleManagedPolicies,
  limitsStackResources,
  limitsStackResourcesNear,
  limitsTemplateSize,
  limitsTemplateSizeNear,
  limitsMetadataLists,
  limitsInterceptors,
];
