import { LISTING_MODES } from '../../service/values';
import { Enumeration, evaluateValue } from '../lib/enumeration';
import { evaluateEach } from '../lib/places';
import type { Rule } from '../rule';

const LISTING_MODE: Enumeration = { name: 'listing mode', values: LISTING_MODES };

export const authListingMode: Rule = {
  id: 'auth-listing-mode',
  group: 'auth',
  severity: 'error',
  sentence: 'An MCP server target has a supported listing mode.',
  why: 'The service rejects the target. CloudFormation\'s schema allows any text.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => evaluateValue(evaluation, target, target.listingMode, LISTING_MODE)),
};
