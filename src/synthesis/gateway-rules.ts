import { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, Stage, Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { GatewayError } from './gateway-error';
import { acknowledgedInProgram, InProgram, recordUpstreamAcknowledgements } from './program-acknowledgements';
import { EXPECTED, requireArgument } from './require-argument';
import { crashed, isLeftToUpstream, severityIn, unusedInProgram, unusedInSettings, violationOf } from './violations';
import { ANNOTATIONS } from '../findings/annotations';
import { apiMessage } from '../findings/api-message';
import { holderOf, PLUGIN_NAME } from '../rules/acknowledged-in-code';
import { isWithin } from '../rules/acknowledgement';
import type { CheckedFinding } from '../rules/check';

const GATEWAY_RULES = Symbol.for('cdk-agentcore-gateway.GatewayRules');

/**
 * Optional rule packs.
 */
export enum RulePack {
  /**
   * Requirements of AWS Config, Security Hub and Prowler for gateways and runtimes: authorization, encryption, an enforcing policy engine, AWS WAF,
   * private networks.
   */
  SECURITY = 'security',
}

/**
 * The rules that check the app at every synthesis.
 *
 * They check the synthesized templates of the whole app, including gateways of aws-cdk-lib, and report all findings together. An error fails
 * the synthesis. A finding that involves no construct of this library is never an error. The rules run in every app with a construct of this library, unless
 * the environment variable `CDK_VALIDATION` is `false`. docs/RULES.md lists them.
 *
 * Acknowledge a finding that does not apply:
 * `Validations.of(scope).acknowledge({ id: 'cdk-agentcore-gateway::<rule id>', reason: '…' })`, or in the file `agentcore-gateway.json`.
 *
 * @example
 * GatewayRules.of(this).enablePack(RulePack.SECURITY);
 */
export class GatewayRules {
  /**
   * Returns the rules of the app that contains `scope`.
   *
   * @throws when the scope is not in an App
   */
  public static of(scope: IConstruct): GatewayRules {
    requireArgument(undefined, apiMessage`\`scope\` of \`GatewayRules.of\``, scope, EXPECTED.scopeOf);
    const app = scope.node.root;
    if (!Stage.isStage(app)) throw new GatewayError('outside-app', scope, 'rules check whole apps, and this construct is not in an App', 'create it inside an App');
    const holder = app as unknown as { [GATEWAY_RULES]?: GatewayRules };
    const ofApp = (holder[GATEWAY_RULES] ??= new GatewayRules(app));
    const stage = Stage.of(scope)!;
    const rules = ofApp.stages.get(stage) ?? new GatewayRules(stage, ofApp);
    ofApp.stages.set(stage, rules);
    return rules;
  }

  /** The rules of the app, or of a stage of the app. */
  private readonly ofApp: GatewayRules;
  private readonly stages = new Map<Stage, GatewayRules>();
  private readonly packs = new Set<RulePack>();
  private enabled = true;

  private constructor(private readonly stage: Stage, ofApp?: GatewayRules) {
    this.ofApp = ofApp ?? this;
    recordUpstreamAcknowledgements(stage);
    if (ofApp) return;
    this.stages.set(stage, this);
    // A plugin without findings makes CDK prepare a report all the same.
    if (process.env.CDK_VALIDATION === 'false') return;
    const plugin: IPolicyValidationPlugin = { name: PLUGIN_NAME, validate: (context) => this.validate(context) };
    Validations.of(stage).addPlugins(plugin);
  }

  /**
   * Enables an optional rule pack: for the whole app, or only for the `Stage` that contains the scope of `of`.
   */
  public enablePack(pack: RulePack): void {
    this.packs.add(pack);
  }

  /**
   * Disables all rules for this app.
   */
  public disable(): void {
    this.ofApp.enabled = false;
  }

  /** Whether a pack is enabled for the app, or for the stage that contains a construct path. */
  private isEnabledAt(pack: RulePack, path: string): boolean {
    return [...this.stages].some(([stage, { packs }]) => packs.has(pack) && (stage === this.stage || isWithin(path, stage.node.path)));
  }

  private validate({ appConstruct: app }: IPolicyValidationContext): PolicyValidationPluginReport {
    if (!this.enabled) return { success: true, violations: [] };
    const { check, isLeftOut, loadAssembly, readSettings } = loadRules();
    const settings = readSettings(process.cwd());
    const model = loadAssembly((app as Stage).outdir);
    const result = check(model, {
      packs: [...new Set([...[...this.stages.values()].flatMap((rules) => [...rules.packs]), ...settings.packs])],
      isEnabledAt: (pack, path) => settings.packs.includes(pack) || this.isEnabledAt(pack as RulePack, path),
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

/** Whether a rule has a finding that the program acknowledges. For annotations this is unknown, so theirs count as used. */
function isUsed({ id, at }: InProgram, findings: readonly CheckedFinding[]): boolean {
  if (Object.hasOwn(ANNOTATIONS, id)) return true;
  // The path of the app is empty, and contains everything.
  return findings.some((finding) => finding.id === id && (at === '' || isWithin(finding.at.path, holderOf(at))));
}

/** Loads the rules only when they run: loading them takes time. */
function loadRules(): typeof import('../rules/at-synthesis') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('../rules/at-synthesis') as typeof import('../rules/at-synthesis');
}
