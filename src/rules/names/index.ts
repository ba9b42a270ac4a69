import type { Rule } from '../rule';
import { namesAttribute } from './attribute';
import { namesAuthorizerChanged } from './authorizer-changed';
import { namesCredentialProviderInvalid } from './credential-provider-invalid';
import { namesDuplicateResource } from './duplicate-resource';
import { namesDuplicateTarget } from './duplicate-target';
import { namesDuplicateTool } from './duplicate-tool';
import { namesGatewayInvalid } from './gateway-invalid';
import { namesGatewayRenamed } from './gateway-renamed';
import { namesMcpSettingsChanged } from './mcp-settings-changed';
import { namesPolicyInvalid } from './policy-invalid';
import { namesProtocolChanged } from './protocol-changed';
import { namesReplaced } from './replaced';
import { namesRuntimeInvalid } from './runtime-invalid';
import { namesTargetInvalid } from './target-invalid';
import { namesToolCharacters } from './tool-characters';
import { namesToolInvalid } from './tool-invalid';
import { namesToolTooLong } from './tool-too-long';
import { namesValue } from './value';

export const NAMES_RULES: readonly Rule[] = [
  namesDuplicateTarget,
  namesDuplicateTool,
  namesDuplicateResource,
  namesGatewayInvalid,
  namesTargetInvalid,
  namesRuntimeInvalid,
  namesPolicyInvalid,
  namesCredentialProviderInvalid,
  namesToolInvalid,
  namesToolCharacters,
  namesToolTooLong,
  namesAttribute,
  namesValue,
  namesReplaced,
  namesGatewayRenamed,
  namesAuthorizerChanged,
  namesProtocolChanged,
  namesMcpSettingsChanged,
];
