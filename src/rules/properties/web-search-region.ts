import { property, textOf } from '../../model/value';
import { WEB_SEARCH, WEB_SEARCH_REGIONS } from '../../service/connectors';
import { evaluateEach, placeOf, stackOf } from '../lib/places';
import { listed } from '../lib/wording';
import type { Rule } from '../rule';

export const propertiesWebSearchRegion: Rule = {
  id: 'properties-web-search-region',
  group: 'properties',
  // AWS adds regions.
  severity: 'warning',
  sentence: 'A target for web search is in a region where AWS offers web search.',
  why: 'The role of the gateway calls the web search of its own region. Where there is none, every search fails.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/web-search-api.html, https://aws.amazon.com/about-aws/whats-new/2026/11/amazon-bedrock-agentcore-web-search-api/',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const connector = target.kind === 'connector' && textOf(property(target.configuration, 'Source', 'ConnectorId'));
    if (!connector || connector.text !== WEB_SEARCH) return;
    const { region } = stackOf(model, target.address) ?? {};
    if (region === undefined) return evaluation.unknown(`the region of ${target.path} is unknown until deployment`);
    if (WEB_SEARCH_REGIONS.includes(region)) return evaluation.pass();
    evaluation.fail({
      at: placeOf(target),
      message: `web search is not known to be available in \`${region}\``,
      fix: `create the gateway in ${listed(WEB_SEARCH_REGIONS)}, or check the list of regions of AWS`,
    });
  }),
};
