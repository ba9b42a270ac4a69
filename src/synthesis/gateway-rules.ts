import { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, Stage, Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { GatewayError } from './gateway-error';
import { acknowledgedInProgram, InProgram, recordUpstreamAcknowledgements } from './program-acknowledgements';
import { crashed, isLeftToUpstream, severityIn, unusedInProgram, unusedInSettings, violationOf } from './violations';
import { ANNOTATIONS } from '../findings/annotations';
import { holderOf, PLUGIN_NAME } from '../rules/acknowledged-in-code';
import { isWithin } from '../rules/acknowledgement';
import type { CheckedFinding } from '../rules/check';

const GATEWAY_RULES = Symbol.for('cdk-agentcore-gateway.GatewayRules');

/**
 * Optional rule packs.
 */
export enum RulePack {
  /**
   * What AWS Config, Security Hub and Prowler ask of gateways and runtimes: authorization, encryption, an enforcing policy engine, AWS WAF,
   * private networks.
   */
  SECURITY = 'security',
}

/**
 * The rules that every synthesis checks the app by.
 *
 * They read the synthesized templates of the whole app, also gateways of aws-cdk-lib, and report all findings together. An error stops the
 * synthesis; a finding that only involves constructs of others is a warning. They run as soon as the app has a `Gateway`, and not with
 * `CDK_VALIDATION=false`. docs/RULES.md lists them.
 *
 * Acknowledge a finding where it does not apply:
 * `Validations.of(scope).acknowledge({ id: 'cdk-agentcore-gateway::<rule id>', reason: '…' })`, or in the file `agentcore-gateway.json`.
 *
 * @example
 * GatewayRules.of(this).enablePack(RulePack.SECURITY);
 */
export class GatewayRules {
  /**
   * The rules of the app that `scope` is in.
   */
  public static of(scope: IConstruct): GatewayRules {
    const app = scope.node.root;
    if (!Stage.isStage(app)) throw new GatewayError('outside-app', scope, 'rules check whole apps, and this construct is in none', 'create it inside an App');
    const holder = app as unknown as { [GATEWAY_RULES]?: GatewayRules };
    const rules = (holder[GATEWAY_RULES] ??= new GatewayRules(app));
    rules.addStage(Stage.of(scope)!);
    return rules;
  }

  private readonly packs = new Set<RulePack>();
  private readonly stages = new Set<Stage>();
  private enabled = true;

  private constructor(app: IConstruct) {
    const plugin: IPolicyValidationPlugin = { name: PLUGIN_NAME, validate: (context) => this.validate(context) };
    Validations.of(app).addPlugins(plugin);
  }

  private addStage(stage: Stage): void {
    if (this.stages.has(stage)) return;
    this.stages.add(stage);
    recordUpstreamAcknowledgements(stage);
  }

  /**
   * Runs the rules of a pack too.
   */
  public enablePack(pack: RulePack): void {
    this.packs.add(pack);
  }

  /**
   * Runs no rules on this app.
   */
  public disable(): void {
    this.enabled = false;
  }

  private validate({ appConstruct: app }: IPolicyValidationContext): PolicyValidationPluginReport {
    if (!this.enabled || process.env.CDK_VALIDATION === 'false') return { success: true, violations: [] };
    const { check, isLeftOut, loadAssembly, readSettings } = loadRules();
    const settings = readSettings(process.cwd());
    const model = loadAssembly((app as Stage).outdir);
    const result = check(model, {
      packs: [...this.packs, ...settings.packs],
      acknowledgements: settings.acknowledgements,
    });
    const reported = result.findings.filter((finding) => !finding.acknowledged && !isLeftToUpstream(finding, app))
      .map((finding) => ({ finding, severity: severityIn(app, finding) }));
    const ran = result.verdicts.map(({ rule }) => rule);
    const unused = acknowledgedInProgram(app).filter((one) => !isUsed(one, result.findings) && !isLeftOut(one.id, ran));
    return {
      success: reported.every(({ severity }) => severity !== 'error'),
      violations: [
        ...reported.map(({ finding, severity }) => violationOf(finding, severity, model)),
        ...result.crashed.map((rule) => crashed(rule, model)),
        ...result.unusedAcknowledgements.map((one) => unusedInSettings(one, model)),
        ...unused.map((one) => unusedInProgram(one, model)),
      ],
    };
  }
}

/** Whether a rule reports something where the program acknowledges it; whether an annotation would be there is not known. */
function isUsed({ id, at }: InProgram, findings: readonly CheckedFinding[]): boolean {
  if (Object.hasOwn(ANNOTATIONS, id)) return true;
  // Everything is within the app, whose path is empty.
  return findings.some((finding) => finding.id === id && (at === '' || isWithin(finding.at.path, holderOf(at))));
}

/** Apps that are not checked do not pay for loading the rules. */
function loadRules(): typeof import('../rules/at-synthesis') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('../rules/at-synthesis') as typeof import('../rules/at-synthesis');
}
