import { isKnown, isList, property, textOf } from '../../model/value';
import { domainFaults } from '../../service/domain-override';
import { GATEWAY } from '../../service/resource-types';
import { ofType } from '../lib/needs/resources';
import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const propertiesGatewayDomains: Rule = {
  id: 'properties-gateway-domains',
  group: 'properties',
  severity: 'error',
  sentence: 'The public domain names of a gateway are domain names, different, and at most 11.',
  why: 'The service rejects the gateway.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-bedrockagentcore-gateway-domainoverride.html',
  evaluate: ({ model }) => evaluateEach(ofType(model, GATEWAY), (evaluation, gateway) => {
    const override = property(gateway.properties, 'DomainOverride');
    if (override === undefined) return;
    const alternates = property(override, 'AlternateDomains');
    const domains = [property(override, 'DefaultDomain'), ...isList(alternates) ? alternates : [alternates]].flatMap((domain) => textOf(domain)?.text ?? []);
    const faults = domainFaults({ domains: domains.filter(isKnown), ...isList(alternates) ? { alternates: alternates.length } : {} });
    for (const fault of faults) evaluation.fail({ at: placeOf(gateway), ...fault });
    if (faults.length > 0) return;
    if (domains.every(isKnown)) evaluation.pass();
    else evaluation.unknown(`the domains of ${gateway.path} are unresolved until deployment`);
  }),
};
