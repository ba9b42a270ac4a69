import type { Rule } from '../rule';
import { schemasApiGateway } from './api-gateway';
import { schemasApiGatewayPartial } from './api-gateway-partial';
import { schemasDocument } from './document';
import { schemasKeywordDropped } from './keyword-dropped';
import { schemasOneSource } from './one-source';
import { schemasOpenapiInvalid } from './openapi-invalid';
import { schemasOpenapiLossy } from './openapi-lossy';
import { schemasOpenapiOperationId } from './openapi-operation-id';
import { schemasOpenapiServer } from './openapi-server';
import { schemasOpenapiUnsupported } from './openapi-unsupported';
import { schemasSmithy } from './smithy';
import { schemasSmithyCustom } from './smithy-custom';
import { schemasToolDefinition } from './tool-definition';
import { schemasToolDescriptionMissing } from './tool-description-missing';
import { schemasToolUnclear } from './tool-unclear';
import { schemasToolWithoutDescription } from './tool-without-description';

export const SCHEMAS_RULES: readonly Rule[] = [
  schemasDocument,
  schemasOpenapiUnsupported,
  schemasOpenapiOperationId,
  schemasOpenapiServer,
  schemasOpenapiInvalid,
  schemasOpenapiLossy,
  schemasToolDefinition,
  schemasToolDescriptionMissing,
  schemasToolWithoutDescription,
  schemasKeywordDropped,
  schemasToolUnclear,
  schemasApiGateway,
  schemasApiGatewayPartial,
  schemasSmithy,
  schemasSmithyCustom,
  schemasOneSource,
];
