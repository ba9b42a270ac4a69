import { placeOf } from '../lib/places';
import { evaluateChanges } from '../names/lib/changed';
import type { Rule } from '../rule';

/** A deployed gateway gets its first Cedar policies in the mode LOG_ONLY. */
export const policyEnforcedAtOnce: Rule = {
  id: 'policies-enforced-at-once',
  group: 'policies',
  severity: 'warning',
  sentence: 'A deployed gateway gets its first policy engine in the mode LOG_ONLY, and enforces it in a later deployment.',
  why: 'The service validates policies against the tools of the gateways of their policy engine, so they are created after the policy engine is attached. '
    + 'In the mode ENFORCE, the gateway denies every tool call until then; if a policy is rejected, until the rollback is complete.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_GatewayPolicyEngineConfiguration.html',
  evaluate: (input) => evaluateChanges(input, (evaluation, { policyEngine, ...gateway }, before) => {
    const engine = input.model.policyEngines.find(({ address }) => address === policyEngine?.engine.address);
    if (!policyEngine || !engine || before.policyEngine) return;
    if (policyEngine.mode?.known === false) return evaluation.unknown(`the mode of the policy engine of ${gateway.path} is unresolved until deployment`);
    if (policyEngine.mode?.text !== 'ENFORCE') return evaluation.pass();
    evaluation.fail({
      at: placeOf(gateway),
      with: [placeOf(engine)],
      message: `the deployed gateway ${gateway.path} denies every tool call from the moment when policy engine ${engine.path} is attached until its Cedar policies are created`,
      fix: 'attach the policy engine in the mode LOG_ONLY (`policyEngineMode: PolicyEngineMode.LOG_ONLY`), deploy, then change the mode to ENFORCE',
    });
  }),
};
