import { listTokens } from './list-tokens';
import { targetPaths } from './target-paths';
import type { GatewayTools, ListedHop, ToolsReport } from './tools-report';
import { HopPolicies } from '../../../src/cedar/hop-policies';
import { gatewayKeys } from '../../../src/model/gateway-keys';
import type { Gateway, GatewayModel } from '../../../src/model/gateway-model';
import { Hop, OfferedTool, toolsThrough } from '../../../src/model/tools-through';
import { MODEL_TOOL_NAME_MAX_LENGTH } from '../../../src/service/tool-name';
import { chooseGateways } from '../../access/choose-gateways';
import { accessOf } from '../../access/gateway-access';
import { readPrincipal } from '../../access/principals';
import { inboundLabel } from '../graph/auth-labels';
import { InputOptions, loadInput } from '../input/load-input';
import { locator } from '../input/locate';
import { checkParameters } from '../input/parameter-option';
import { targetKindText } from '../target-kind';

interface ToolsRequest extends InputOptions {
  readonly inputs: readonly string[];
  readonly gateway?: string;
  /** Principals as the user wrote them. */
  readonly as: readonly string[];
}

/** Lists the tools of each gateway with the names that a model sees, and their callers. */
export function toolsOfApp({ inputs, gateway, as, parameters = [], warn }: ToolsRequest): ToolsReport {
  const model = loadInput(inputs, { parameters, warn });
  checkParameters(parameters, model);
  const keys = gatewayKeys(model);
  const asked = as.map((text) => readPrincipal(text, model));
  return { gateways: chooseGateways(model, keys, gateway).map((chosen) => toolsOf(model, chosen, keys.get(chosen.address), asked)) };
}

function toolsOf(model: GatewayModel, gateway: Gateway, key: string | undefined, asked: Parameters<typeof accessOf>[2]): GatewayTools {
  const offered = toolsThrough(model, gateway.address);
  const access = accessOf(model, gateway, asked);
  const locate = locator(model, process.cwd());
  const policies = new HopPolicies(model);
  const deniedBy = ({ hops, name }: OfferedTool) => policies.deniedBy(hops, name.text);
  const through = offered.tools.filter((tool) => !deniedBy(tool));
  const listed = (hops: readonly Hop[]): ListedHop[] => hops.map((hop) => ({ gateway: pathOf(model, hop.gateway), target: hop.targetName.text }));
  return {
    path: gateway.path,
    address: gateway.address,
    ...key === undefined ? {} : { key },
    inboundAuth: inboundLabel(gateway).join(', '),
    tokens: listTokens(through.map(({ name, tool }) => ({ name: name.text, tool }))),
    search: gateway.mcp?.search ?? 'unknown',
    tools: through.map(({ name, tool, hops, kind }) => ({
      name: name.text,
      nameKnown: name.known,
      length: name.text.length,
      tooLong: name.known && name.text.length > MODEL_TOOL_NAME_MAX_LENGTH,
      hops: listed(hops),
      kind: kind === 'search' ? 'search' : targetKindText(kind),
      ...tool.description === undefined ? {} : { description: tool.description },
    })),
    paths: targetPaths(model, gateway),
    denied: offered.tools.flatMap((tool) => {
      const by = deniedBy(tool);
      return by ? [{ name: tool.name.text, hops: listed(tool.hops), by: by.path }] : [];
    }),
    unknown: offered.unknown.map(({ hops, reason }) => ({ hops: listed(hops), reason })),
    cycles: offered.cycles.map((hops) => hops.map(({ targetName }) => targetName.text)),
    complete: offered.complete,
    ...access ? { access: { ...access, broken: access.broken.map((policy) => ({ ...policy, at: locate(policy.at) })) } } : {},
  };
}

function pathOf(model: GatewayModel, address: string): string {
  return model.resources[address]?.path ?? address;
}
