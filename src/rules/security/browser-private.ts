import { judgeEach } from '../lib/places';
import type { Rule } from '../rule';
import { judgeNetworkMode } from './lib/network-mode';
import { resourcesOfType } from './lib/resources';

export const securityBrowserPrivate: Rule = {
  id: 'security-browser-private',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'A browser is in a private network.',
  why: 'AWS Config calls custom browsers with the network mode PUBLIC not compliant.',
  source: 'https://docs.aws.amazon.com/config/latest/developerguide/bedrockagentcore-browsercustom-network-mode-not-public.html',
  judge: ({ model }) => judgeEach(resourcesOfType(model, 'AWS::BedrockAgentCore::BrowserCustom'), (judgement, browser) => {
    judgeNetworkMode(judgement, browser, ['PUBLIC']);
  }),
};
