import { CheckReport, ReportedTarget, reportOf, withSchemaFindings } from './check-report';
import { schemaFindings } from './schema-findings';
import { isSchemaRule } from './schema-rule';
import type { GatewayModel } from '../../../src/model/gateway-model';
import type { ParameterValue } from '../../../src/model/parameters';
import { acknowledgedInCode } from '../../../src/rules/acknowledged-in-code';
import type { Acknowledgement } from '../../../src/rules/acknowledgement';
import { check, CheckResult } from '../../../src/rules/check';
import { targetChanges } from '../../../src/rules/lib/changes/target-changes';
import { readSettings, readSettingsFile, RuleSettings, SETTINGS_FILE } from '../../../src/rules/settings';
import { asUserError, UserError } from '../../user-error';
import { loadDeployed, loadInput } from '../input/load-input';
import { locator } from '../input/locate';
import { checkParameters } from '../input/parameter-option';

type Pack = RuleSettings['packs'][number];

interface CheckRequest {
  readonly inputs: readonly string[];
  readonly against?: string;
  readonly packs: readonly Pack[];
  readonly config?: string;
  /** The values of parameters; the others have their defaults. */
  readonly parameters?: readonly ParameterValue[];
  /** Whether to also check the CloudFormation schemas. */
  readonly schemas?: boolean;
}

/** Checks an app with the rules that `cdk synth` uses, and compares it with the deployed templates. */
export function checkApp(request: CheckRequest, directory: string): CheckReport {
  const { parameters = [] } = request;
  const model = loadInput(request.inputs, { parameters });
  checkParameters(parameters, model);
  const deployed = request.against === undefined ? undefined : loadDeployed(request.against, model, parameters);
  const { result, settings } = checkModel(model, request, directory, deployed);
  const context = { locate: locator(model, directory), inSettings: settings.acknowledgements, settingsFile: request.config ?? SETTINGS_FILE };
  const report = { ...reportOf(model, result, context), ...deployed ? { targets: reportedTargets(model, deployed) } : {} };
  if (!request.schemas) return report;
  return withSchemaFindings(report, schemaFindings(model, directory, context.locate), context);
}

/** Evaluates the rules on a model, with the settings of the app. */
export function checkModel(
  model: GatewayModel, { packs, config }: Pick<CheckRequest, 'packs' | 'config'>, directory: string, deployed?: GatewayModel,
): { readonly result: CheckResult; readonly settings: RuleSettings } {
  const settings = asUserError(() => config === undefined ? readSettings(directory) : readSettingsFile(config));
  const ofRules = settings.acknowledgements.filter(({ id }) => !isSchemaRule(id));
  const acknowledgements: Acknowledgement[] = [...ofRules, ...acknowledgedInCode(model)];
  const allPacks = [...new Set([...packs, ...settings.packs])];
  return { settings, result: check(model, { packs: allPacks, acknowledgements, ...deployed ? { deployed } : {} }) };
}

/** What the deployment does to each target, in the order of construct paths. */
function reportedTargets(model: GatewayModel, deployed: GatewayModel): ReportedTarget[] {
  return targetChanges(model, deployed)
    .map(({ at: { path }, fate, because }) => ({ path, fate, because }))
    .sort((a, b) => a.path < b.path ? -1 : 1);
}

/** The values of `--pack`. */
export function packsOf(names: readonly string[]): Pack[] {
  const known: readonly Pack[] = ['security'];
  return names.map((name) => {
    const pack = known.find((one) => one === name);
    if (!pack) throw new UserError(`there is no rule pack \`${name}\`; use ${known.join(', ')}`);
    return pack;
  });
}
