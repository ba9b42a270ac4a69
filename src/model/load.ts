import { ARN_SYMBOLS } from './arn-forms';
import { addressOf } from './evaluate';
import type { GatewayModel, Parameter, Stack } from './gateway-model';
import { loadCallers } from './load-callers';
import { LoadContext, present } from './load-context';
import { loadEdges } from './load-edges';
import { loadFunctionUrls } from './load-function-urls';
import { loadFunctions } from './load-functions';
import { loadGateways } from './load-gateways';
import { loadCedarPolicies, loadCredentialProviders, loadPolicyEngines, loadResourcePolicies } from './load-policies';
import { loadRestApis } from './load-rest-apis';
import { Roles } from './load-roles';
import { loadRuntimeConfigurations } from './load-runtime-config';
import { loadRuntimes } from './load-runtimes';
import { loadTargets } from './load-targets';
import type { Source } from './source';
import type { Resolved } from './value';
import { entriesOf } from '../json';

/**
 * Loads gateways and related resources from templates.
 *
 * Never throws for the content of a template: parts that it cannot interpret are unknown or in the model's `gaps`.
 */
export function load(source: Source): GatewayModel {
  const context = new LoadContext(source);
  const roles = new Roles(context);
  const linkRole = (value: Resolved | undefined) => roles.link(value);
  const gateways = loadGateways(context, linkRole);
  const cedarPolicies = loadCedarPolicies(context);
  const targets = loadTargets(context);
  const runtimes = loadRuntimes(context, linkRole);
  addArnSymbols(context);
  const part = {
    stacks: source.stacks.map((stack) => stackOf(context, stack.id)),
    resources: context.resources,
    gateways,
    targets,
    policyEngines: loadPolicyEngines(context, gateways, cedarPolicies),
    cedarPolicies,
    roles: roles.list,
    runtimes,
    functions: loadFunctions(context),
    functionUrls: loadFunctionUrls(context),
    restApis: loadRestApis(context),
    resourcePolicies: loadResourcePolicies(context),
    credentialProviders: loadCredentialProviders(context),
    runtimeConfigurations: loadRuntimeConfigurations(context),
    ...loadEdges(context),
    symbols: context.evaluator.symbols.table(),
  };
  const warnings = source.stacks.flatMap((stack) => stack.warnings ?? []);
  return { ...part, callers: loadCallers(part), parameters: parametersOf(context.source), warnings, gaps: [...context.gaps, ...missingNames(part)] };
}

function parametersOf({ stacks }: Source): Parameter[] {
  return stacks.filter(({ nestedIn }) => nestedIn === undefined).flatMap(({ id, stackName, template }) => {
    return entriesOf(template.Parameters).map(([name]) => present<Parameter>({ stack: id, stackName, name }));
  });
}

function stackOf(context: LoadContext, id: string): Stack {
  const { source, account, region } = context.evaluator.stacks.get(id)!;
  return present<Stack>({
    id,
    name: source.stackName,
    account,
    region,
    templateFile: source.templateFile,
    templateBytes: source.templateBytes ?? Buffer.byteLength(JSON.stringify(source.template)),
    nestedIn: source.nestedIn && addressOf(source.nestedIn.stack, source.nestedIn.logicalId),
    assets: source.assets ?? [],
    acknowledgedRules: source.acknowledgedRules,
  });
}

/** Always in the symbols, because literal ARNs contain them. */
function addArnSymbols(context: LoadContext): void {
  for (const pseudo of ['AWS::Partition', 'AWS::Region', 'AWS::AccountId']) context.evaluator.symbols.pseudo(pseudo);
  for (const [type, attributes] of ARN_SYMBOLS) {
    for (const resource of context.ofType(type)) attributes.forEach((attribute) => context.attribute(resource, attribute));
  }
}

function missingNames({ symbols }: Pick<GatewayModel, 'symbols'>): GatewayModel['gaps'] {
  return Object.values(symbols).flatMap((expression) => {
    return expression.is === 'missing' ? [{ stack: expression.stack, message: `the template does not define \`${expression.name}\`` }] : [];
  });
}
