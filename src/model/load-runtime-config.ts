import type { RuntimeConfiguration } from './gateway-model';
import { parseJson } from './json-with-placeholders';
import { LoadContext, located, present } from './load-context';
import { isKnown, property, textOf } from './value';
import { RUNTIME_CONFIG_PROFILE } from '../service/runtime-config';

/** The AppConfig documents of the Runtime Configuration profile, including profiles with an unresolved name. */
export function loadRuntimeConfigurations(context: LoadContext): RuntimeConfiguration[] {
  return context.ofType('AWS::AppConfig::HostedConfigurationVersion').flatMap((resource): RuntimeConfiguration[] => {
    const profile = context.link(property(resource.properties, 'ConfigurationProfileId'), 'AWS::AppConfig::ConfigurationProfile');
    const profileName = profile?.address === undefined ? undefined : textOf(property(context.resources[profile.address].properties, 'Name'));
    if (profileName?.known && profileName.text !== RUNTIME_CONFIG_PROFILE) return [];
    const content = property(resource.properties, 'Content');
    const application = context.link(property(resource.properties, 'ApplicationId'), 'AWS::AppConfig::Application');
    return [present<RuntimeConfiguration>({
      ...located(resource),
      application,
      profile,
      profileName,
      document: typeof content !== 'string' ? content : isUnknown(content) ? undefined : parseJson(content),
    })];
  });
}

/** Whether the content of a document is unresolved. */
function isUnknown(content: string): boolean {
  return !isKnown(content) && !content.trimStart().startsWith('{');
}
