import type { PolicyViolatingResource, PolicyViolation } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { InProgram } from './program-acknowledgements';
import { hasWarning, isWarningAcknowledged } from '../cdk-internals';
import { isOwn } from './own-construct';
import { placeInside } from '../findings/format';
import { NoticeId, NOTICES } from '../findings/notices';
import type { Located } from '../findings/place';
import type { GatewayModel } from '../model/gateway-model';
import { PLUGIN_NAME } from '../rules/acknowledged-in-code';
import type { Acknowledgement } from '../rules/acknowledgement';
import type { CheckedFinding, CrashedRule } from '../rules/check';
import { UPSTREAM_WARNINGS } from '../rules/upstream-warnings';

/** Whether aws-cdk-lib reports the same warning at a construct of the finding, or would without an acknowledgement. */
export function isLeftToUpstream({ id, at, with: others = [] }: CheckedFinding, app: IConstruct): boolean {
  const warning = UPSTREAM_WARNINGS.find(({ rule }) => rule === id);
  if (!warning) return false;
  const constructs = [at, ...others].flatMap(({ path }) => constructAt(app, path) ?? []);
  return constructs.some((construct) => hasWarning(construct, warning.id) || isWarningAcknowledged(construct, warning.id));
}

/** A finding that involves no construct of this library is a warning: adopting the library must not break other parts of an app. */
export function severityIn(app: IConstruct, { severity, at, with: others = [] }: CheckedFinding): CheckedFinding['severity'] {
  if (severity !== 'error') return severity;
  const constructs = [at, ...others].flatMap(({ path }) => constructAt(app, path) ?? []);
  return constructs.length === 0 || constructs.some(isOwn) ? 'error' : 'warning';
}

function constructAt(app: IConstruct, path: string): IConstruct | undefined {
  return path.split('/').reduce<IConstruct | undefined>((construct, id) => construct?.node.tryFindChild(id), app);
}

export function violationOf(finding: CheckedFinding, severity: CheckedFinding['severity'], model: GatewayModel): PolicyViolation {
  const { id, at, message, fix, text, with: others = [] } = finding;
  const inside = placeInside(finding);
  const places = [...inside === undefined ? [] : [`in ${inside}`], ...others.map(({ path }) => `with ${path}`)];
  return {
    ruleName: id,
    severity,
    description: places.length > 0 ? `${message} (${places.join(', ')})` : message,
    // The CDK appends the plugin name to the description, so the code frame follows the fix.
    fix: text ? `${fix}\n${text.frame}` : fix,
    violatingResources: [{ ...resourceOf(at, model), locations: [] }],
  };
}

/** The CDK finds the construct path and source line of a resource by its template and logical ID. */
function resourceOf(at: Located, { resources, stacks }: GatewayModel): Omit<PolicyViolatingResource, 'locations'> {
  if (!Object.hasOwn(resources, at.address)) return { constructPath: at.path };
  const { logicalId, stack } = resources[at.address];
  return { resourceLogicalId: logicalId, templatePath: stacks.find(({ id }) => id === stack)?.templateFile };
}

/** A crash in a rule must neither block the deployment nor count as a pass. */
export function crashed({ rule, error }: CrashedRule, model: GatewayModel): PolicyViolation {
  return notice('rule-crashed', `rule \`${rule.id}\` crashed and was skipped: ${error.message}`, aStack(model),
    `report it: this is an internal error of ${PLUGIN_NAME}, not a mistake in your app`);
}

export function unusedInSettings({ id, path }: Acknowledgement, model: GatewayModel): PolicyViolation {
  const where = path === undefined ? '' : ` at ${path}`;
  return notice('unused-acknowledgement', `agentcore-gateway.json acknowledges \`${id}\`${where}, but the rule reports nothing there`, aStack(model));
}

export function unusedInProgram({ id, at }: InProgram, model: GatewayModel): PolicyViolation {
  return notice('unused-acknowledgement', `${at || 'the app'} acknowledges \`${PLUGIN_NAME}::${id}\`, but the rule reports nothing there`, at || aStack(model));
}

function notice(id: NoticeId, description: string, constructPath: string, fix: string = NOTICES[id].fix): PolicyViolation {
  return { ruleName: id, severity: 'warning', description, fix, violatingResources: [{ constructPath, locations: [] }] };
}

/** The CDK does not print a violation without a construct path. */
function aStack({ stacks }: GatewayModel): string {
  return stacks[0].id;
}
