import { ofType } from '../lib/needs/resources';
import { evaluateEach } from '../lib/places';
import type { Rule } from '../rule';
import { evaluateNetworkMode } from './lib/network-mode';

export const securityBrowserPrivate: Rule = {
  id: 'security-browser-private',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'A browser is in a private network.',
  why: 'AWS Config reports custom browsers with the network mode PUBLIC as noncompliant.',
  source: 'https://docs.aws.amazon.com/config/latest/developerguide/bedrockagentcore-browsercustom-network-mode-not-public.html',
  evaluate: ({ model }) => evaluateEach(ofType(model, 'AWS::BedrockAgentCore::BrowserCustom'), (evaluation, browser) => {
    evaluateNetworkMode(evaluation, browser, ['PUBLIC']);
  }),
};
