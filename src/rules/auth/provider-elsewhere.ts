import { partsOf } from '../../model/value';
import { AGENTCORE } from '../../service/agentcore';
import { evaluateEach, placeOf, stackOf } from '../lib/places';
import type { Rule } from '../rule';

const PROVIDER = new RegExp(`^arn:[^:]*:${AGENTCORE}:([^:]*):([^:]*):token-vault/`);

export const authProviderElsewhere: Rule = {
  id: 'auth-provider-elsewhere',
  group: 'auth',
  severity: 'error',
  sentence: 'The credential provider of a target is in the account and region of the gateway.',
  why: 'A gateway can use only the credential providers of its own account and region.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-outbound-auth.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    for (const { provider } of target.credentials.items) {
      if (!provider) continue;
      // A target is in the account and region of its gateway.
      const here = stackOf(model, target.address);
      const inApp = provider.address === undefined ? undefined : stackOf(model, provider.address);
      const [, region, account] = PROVIDER.exec(provider.text) ?? [];
      const there = inApp ?? { region: literal(region), account: literal(account) };
      const differs = (['region', 'account'] as const).find((key) => here?.[key] !== undefined && there[key] !== undefined && here[key] !== there[key]);
      if (differs) {
        evaluation.fail({
          at: placeOf(target),
          ...provider.address === undefined ? {} : { with: [placeOf(model.resources[provider.address])] },
          message: `its credential provider is in ${differs} \`${there[differs]}\`, but the target is in \`${here![differs]}\``,
          fix: `use a credential provider in ${differs} \`${here![differs]}\``,
        });
      } else if (here?.region !== undefined && here.account !== undefined && there.region !== undefined && there.account !== undefined) {
        evaluation.pass();
      } else if (here && inApp?.id === here.id) {
        evaluation.pass();
      } else {
        evaluation.unknown(`the account or the region of ${target.path} or of its credential provider is unresolved until deployment`);
      }
    }
  }),
};

function literal(text: string | undefined): string | undefined {
  return text !== undefined && text !== '' && partsOf(text).every((part) => 'literal' in part) ? text : undefined;
}
