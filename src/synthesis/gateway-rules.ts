import {
  IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, PolicyViolatingResource, PolicyViolation, Stage, Validations,
} from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { GatewayError } from './gateway-error';
import { placeInside } from '../findings/format';
import type { GatewayModel, Located } from '../model/gateway-model';
import { holderOf, PLUGIN_NAME, ruleIn } from '../rules/acknowledged-in-code';
import { Acknowledgement, isWithin } from '../rules/acknowledgement';
import type { CheckedFinding, CrashedRule } from '../rules/check';

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
 * They read the synthesized templates of the whole app, also gateways of aws-cdk-lib, and report all findings together; an error stops the
 * synthesis. They run as soon as the app has a `Gateway`, and not with `CDK_VALIDATION=false`. docs/RULES.md lists them.
 *
 * Acknowledge a finding where it does not apply:
 * `Validations.of(scope).acknowledge({ id: 'cdk-agentcore-gateway::<rule id>', reason: '…' })`, or in the file `agentcore-gateway.json`.
 */
export class GatewayRules {
  /**
   * The rules of the app that `scope` is in.
   */
  public static of(scope: IConstruct): GatewayRules {
    const app = scope.node.root;
    if (!Stage.isStage(app)) throw new GatewayError('outside-app', scope, 'rules check whole apps, and this construct is in none', 'create it inside an App');
    const holder = app as unknown as { [GATEWAY_RULES]?: GatewayRules };
    return (holder[GATEWAY_RULES] ??= new GatewayRules(app));
  }

  private readonly packs = new Set<RulePack>();
  private enabled = true;

  private constructor(app: IConstruct) {
    const plugin: IPolicyValidationPlugin = { name: PLUGIN_NAME, validate: (context) => this.validate(context) };
    Validations.of(app).addPlugins(plugin);
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

  private validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    if (!this.enabled || process.env.CDK_VALIDATION === 'false') return { success: true, violations: [] };
    const { check, isLeftOut, loadAssembly, readSettings } = loadRules();
    const settings = readSettings(process.cwd());
    const model = loadAssembly((context.appConstruct as Stage).outdir);
    const result = check(model, {
      packs: [...this.packs, ...settings.packs],
      acknowledgements: settings.acknowledgements,
    });
    const ran = result.verdicts.map(({ rule }) => rule);
    const open = result.findings.filter((finding) => !finding.acknowledged);
    return {
      success: open.every((finding) => finding.severity !== 'error'),
      violations: [
        ...open.map((finding) => violation(finding, model)),
        ...result.crashed.map((rule) => crashed(rule, model)),
        ...result.unusedAcknowledgements.map((unused) => unusedInSettings(unused, model)),
        ...unusedInCode(context.appConstruct, result.findings).filter(({ id }) => !isLeftOut(id, ran)).map((unused) => unusedInProgram(unused, model)),
      ],
    };
  }
}

/** Apps that are not checked do not pay for loading the rules. */
function loadRules(): typeof import('../rules/at-synthesis') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('../rules/at-synthesis') as typeof import('../rules/at-synthesis');
}

function violation(finding: CheckedFinding, model: GatewayModel): PolicyViolation {
  const { id, severity, at, message, fix, text, with: others = [] } = finding;
  const inside = placeInside(finding);
  const places = [...inside === undefined ? [] : [`in ${inside}`], ...others.map(({ path }) => `with ${path}`)];
  return {
    ruleName: id,
    severity,
    description: places.length > 0 ? `${message} (${places.join(', ')})` : message,
    // The CDK appends the name of the plugin to the description: a code frame stands behind the fix.
    fix: text ? `${fix}\n${text.frame}` : fix,
    violatingResources: [{ ...placeOf(at, model), locations: [] }],
  };
}

/** A crash in a rule must neither block the deployment nor count as a pass. */
function crashed({ rule, error }: CrashedRule, model: GatewayModel): PolicyViolation {
  const description = `rule \`${rule.id}\` crashed and was skipped: ${error.message}`;
  const fix = `report it: this is an internal error of ${PLUGIN_NAME}, not a mistake in your app`;
  return { ruleName: 'rule-crashed', severity: 'warning', description, fix, violatingResources: [{ constructPath: aStack(model), locations: [] }] };
}

/** The CDK finds construct path and source line of a resource by template and logical id. */
function placeOf(at: Located, { resources, stacks }: GatewayModel): Omit<PolicyViolatingResource, 'locations'> {
  if (!Object.hasOwn(resources, at.address)) return { constructPath: at.path };
  const { logicalId, stack } = resources[at.address];
  return { resourceLogicalId: logicalId, templatePath: stacks.find(({ id }) => id === stack)?.templateFile };
}

/** Unused acknowledgements could hide a future finding. */
function unusedInSettings({ id, path }: Acknowledgement, model: GatewayModel): PolicyViolation {
  const where = path === undefined ? '' : ` at ${path}`;
  return unusedAcknowledgement(`agentcore-gateway.json acknowledges \`${id}\`${where}, but the rule reports nothing there`, aStack(model));
}

/** What the program acknowledges, and no rule reports. */
function unusedInCode(app: IConstruct, findings: readonly CheckedFinding[]): InCode[] {
  return app.node.findAll().flatMap((construct) => construct.node.metadata
    .filter((entry) => entry.type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap((entry) => Object.keys(entry.data as Record<string, unknown>))
    .flatMap((acknowledged) => ruleIn(acknowledged) ?? [])
    .map((id) => ({ id, at: construct.node.path })))
    // Everything is within the app, whose path is empty.
    .filter(({ id, at }) => !findings.some((finding) => finding.id === id && (at === '' || isWithin(finding.at.path, holderOf(at)))));
}

/** An acknowledgement of a rule at a construct. */
interface InCode {
  readonly id: string;
  readonly at: string;
}

function unusedInProgram({ id, at }: InCode, model: GatewayModel): PolicyViolation {
  const message = `${at || 'the app'} acknowledges \`${PLUGIN_NAME}::${id}\`, but the rule reports nothing there`;
  return unusedAcknowledgement(message, at || aStack(model));
}

function unusedAcknowledgement(description: string, constructPath: string): PolicyViolation {
  const fix = 'remove the acknowledgement';
  return { ruleName: 'unused-acknowledgement', severity: 'warning', description, fix, violatingResources: [{ constructPath, locations: [] }] };
}

/** The CDK prints nothing that has no place. */
function aStack({ stacks }: GatewayModel): string {
  return stacks[0].id;
}
