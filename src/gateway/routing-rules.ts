import { Stack, Token } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { Construct } from 'constructs';
import type { AddRuleOptions } from './add-rule-options';
import type { Route } from './route';
import { apiMessage } from '../findings/api-message';
import { FALLBACKS, FIRST_BYTE_TIMEOUT_MILLISECONDS, isWithin, ROUTE_PARTS, ROUTE_WEIGHT, RULE_CONDITION_VALUES, RULE_DESCRIPTION_CHARACTERS, RULE_PRIORITY, RULES_PER_GATEWAY } from '../service/limits';
import { RESERVED_PATHS } from '../service/reserved-paths';
import { acknowledgeValidator, ValidatorRule } from '../synthesis/acknowledge-validator';
import { childOf } from '../synthesis/child';
import { rejectFaults } from '../synthesis/gateway-error';
import { setNewerProperty } from '../synthesis/newer-property';
import { markAsOwn } from '../synthesis/own-construct';
import { countFaults, numberFaults, textFaults } from '../synthesis/value-faults';
import type { GatewayTarget } from '../targets/gateway-target';

const STATUS_CODE = /^[45](\d\d|XX)$/;

/** The rules of one gateway that route its requests. */
export class RoutingRules {
  private readonly idOfPriority = new Map<number, string>();

  constructor(private readonly gateway: Construct & agentcore.IGateway) {}

  public add(id: string, options: AddRuleOptions): void {
    rejectFaults(this.faults(options), 'gateway-rule', this.gateway, `the service rejects rule ${id} of gateway ${this.gateway.node.path}`, 'change it');
    this.idOfPriority.set(options.priority, id);
    const { priority, description, when = [], route, configurationBundle } = options;
    const targets = targetsOf(options);
    const conditions = when.length > 0 ? when.map((condition) => condition._render()) : undefined;
    const actions = [
      ...configurationBundle ? [{ configurationBundle: { staticOverride: configurationBundle } }] : [],
      ...route ? [{ routeToTarget: route._render() }] : [],
    ];
    const resource = new agentcore.CfnGatewayRule(this.scopeAfter(targets), id, { gatewayIdentifier: this.gateway.gatewayId, priority, description, conditions, actions });
    markAsOwn(resource);
    // The service rejects a rule that names a target which is not ready.
    for (const target of targets) resource.node.addDependency(target);
    const usesModels = when.some(({ _kind }) => _kind === 'models') || route?._parts.some(({ model }) => model !== undefined) || (route?._fallbacks.length ?? 0) > 0;
    if (usesModels) {
      if (conditions) setNewerProperty(resource, 'Conditions', conditions);
      setNewerProperty(resource, 'Actions', actions);
      acknowledgeValidator(resource, ValidatorRule.NO_BRANCH_OF_UNION, 'MatchModels, Model and Fallback');
    }
  }

  /** A target in another stack is created after the gateway, so its rules are created in that stack. */
  private scopeAfter(targets: readonly GatewayTarget[]): Construct {
    const elsewhere = targets.find((target) => Stack.of(target) !== Stack.of(this.gateway));
    return childOf(elsewhere ?? this.gateway, 'Rules');
  }

  private faults(options: AddRuleOptions): string[] {
    const { priority, when = [], route, configurationBundle, description } = options;
    const other = this.idOfPriority.get(priority);
    const targets = targetsOf(options);
    const kinds = when.map(({ _kind }) => _kind);
    const inference = targets.filter(isInference);
    return [
      ...numberFaults('priority', priority, RULE_PRIORITY),
      ...other === undefined || Token.isUnresolved(priority) ? [] : [`rule ${other} has the same priority; give each rule another`],
      ...this.idOfPriority.size >= RULES_PER_GATEWAY ? [`the gateway has ${RULES_PER_GATEWAY} rules already, which is the most`] : [],
      ...textFaults('description', description, RULE_DESCRIPTION_CHARACTERS),
      ...route || configurationBundle ? [] : [apiMessage`the rule does nothing; give \`route\` or \`configurationBundle\``],
      ...[...new Set(kinds)].filter((kind) => kinds.indexOf(kind) !== kinds.lastIndexOf(kind)).map((kind) => apiMessage`there are two conditions for ${kind}; pass all values to one \`RuleCondition.${kind}\``),
      ...when.flatMap(({ _kind, _count }) => countFaults(_kind, _count, RULE_CONDITION_VALUES[_kind])),
      ...targets.flatMap((target) => this.targetFaults(target)),
      ...when.filter(({ _kind }) => _kind === 'paths').flatMap(({ _targets }) => _targets.filter(isInference))
        .map((target) => apiMessage`inference target ${target.node.path} has no path of its own; use \`RuleCondition.models\``),
      ...inference.length > 0 && inference.length < targets.length ? ['the rule has inference targets and others; give each its own rule'] : [],
      ...kinds.includes('models') && targets.length > 0 && inference.length === 0 ? ['the rule is for models, but its targets have none'] : [],
      ...route ? routeFaults(route) : [],
    ];
  }

  private targetFaults(target: GatewayTarget): string[] {
    const { gatewayTargetName: name, gateway, targetProtocolType } = target;
    if (gateway !== this.gateway) return [`target ${target.node.path} belongs to another gateway, ${gateway.node.path}; name targets of this gateway`];
    if (targetProtocolType === agentcore.GatewayTargetProtocolType.MCP) return [`target ${target.node.path} lists tools, and rules route requests to agents, passthrough and inference targets only`];
    return RESERVED_PATHS.includes(name) ? [`the path of target ${target.node.path} begins with \`/${name}\`, which the service reserves; give the target another name`] : [];
  }
}

function targetsOf({ when = [], route }: AddRuleOptions): GatewayTarget[] {
  return [...new Set([...when.flatMap(({ _targets }) => _targets), ...route?._targets ?? []])];
}

function isInference({ targetProtocolType }: GatewayTarget): boolean {
  return (targetProtocolType as string) === 'INFERENCE';
}

function routeFaults(route: Route): string[] {
  const { _isSplit, _parts: parts, _fallbacks: fallbacks } = route;
  const weights = parts.map(({ weight }) => weight);
  const chains = parts.map((part) => [part, ...fallbacks].map(({ target, model }) => `${target.gatewayTargetName} ${model ?? ''}`));
  const isSplit = _isSplit && parts.length === ROUTE_PARTS && !weights.some((weight) => Token.isUnresolved(weight));
  return [
    ..._isSplit && parts.length !== ROUTE_PARTS ? [apiMessage`\`Route.weighted\` has ${parts.length} parts; give ${ROUTE_PARTS}`] : [],
    ...isSplit ? weights.flatMap((weight) => numberFaults('weight', weight, ROUTE_WEIGHT)) : [],
    ...isSplit && weights[0] + weights[1] !== 100 ? [`the weights sum to ${weights[0] + weights[1]}; make them sum to 100`] : [],
    ...fallbacks.length > FALLBACKS.max ? [`there are ${fallbacks.length} fallbacks; give at most ${FALLBACKS.max}`] : [],
    ...[...parts, ...fallbacks].filter(({ target, model }) => model !== undefined && !isInference(target)).map(({ target }) => `a model is given for target ${target.node.path}, which has none`),
    ...fallbacks.length > 0 && !route._targets.every(isInference) ? ['only inference targets have fallbacks; remove the fallback'] : [],
    ...chains.some((chain) => new Set(chain).size < chain.length) ? ['a target is its own fallback with the same model; give another target or model'] : [],
    ...fallbacks.flatMap(({ on, firstByteTimeout }) => [
      ...(on?.statusCodes ?? []).filter((code) => !Token.isUnresolved(code) && !STATUS_CODE.test(code)).map((code) => `\`${code}\` is not a status code; give 400 to 599, such as \`429\`, or \`4XX\` or \`5XX\``),
      ...firstByteTimeout && !firstByteTimeout.isUnresolved() && !isWithin(firstByteTimeout.toMilliseconds(), FIRST_BYTE_TIMEOUT_MILLISECONDS)
        ? [apiMessage`\`firstByteTimeout\` is ${firstByteTimeout.toMilliseconds()} ms; give ${FIRST_BYTE_TIMEOUT_MILLISECONDS.min} to ${FIRST_BYTE_TIMEOUT_MILLISECONDS.max}`] : [],
    ]),
  ];
}
