// Renders a model of gateways as text.

const NONE = 'none';
const MAX_WIDTH = 130;

/**
 * @param model as `loadAssembly` returns it
 * @param library the functions of `modelLibrary`
 */
export function describeModel(model, library, { colors = false } = {}) {
  const paint = painter(colors);
  const sections = [
    ['Gateways', gatewayLines(model, library, paint)],
    ['Targets', targetLines(model, paint)],
    [`Tools, with their lengths (the limit of models is ${library.MODEL_TOOL_NAME_MAX_LENGTH} characters)`, toolLines(model, library, paint)],
    ['Creation order: each wave is created after the waves above it', waveLines(model, library, paint)],
    ['Callers', callerLines(model, paint)],
  ];
  return sections.map(([title, lines]) => [paint.bold(title), ...lines.map((line) => `  ${line}`), ''].join('\n')).join('\n');
}

/** What is missing in the sections above. */
export function missingIn(model, library) {
  const graph = library.graphOf(model);
  const created = graph.creationOrder().flat();
  return [
    ...model.gateways.length === 0 ? ['there is no gateway'] : [],
    ...model.gaps.map(({ address, stack, message }) => `${address ?? stack}: ${message}`),
    ...model.gateways.flatMap((gateway) => [
      ...gateway.targets.length === 0 ? [`gateway ${gateway.path} has no targets`] : [],
      ...!library.gatewayKeys(model).has(gateway.address) ? [`gateway ${gateway.path} is not in the Runtime Configuration`] : [],
      ...model.callers.some((caller) => caller.gateway === gateway.address) ? [] : [`no caller may call gateway ${gateway.path}`],
      ...toolProblems(model, library, gateway),
    ]),
    ...Object.values(model.resources).filter(({ address, exists }) => exists !== 'no' && !created.includes(address))
      .map(({ path }) => `${path} can never be created: circular dependency`),
  ];
}

function toolProblems(model, library, gateway) {
  const { tools, unknown, cycles, complete } = library.toolsThrough(model, gateway.address);
  const limit = library.MODEL_TOOL_NAME_MAX_LENGTH;
  return [
    ...unknown.map(({ hops, reason }) => `tools of ${hops.map(({ targetName }) => targetName.text).join(' → ') || gateway.path} are unknown: ${reason}`),
    ...cycles.map((hops) => `gateway ${gateway.path} lists its own tools through ${hops.map(({ targetName }) => targetName.text).join(' → ')}`),
    ...complete ? [] : [`gateway ${gateway.path} has more tools than can be listed`],
    ...tools.filter(({ name }) => name.text.length > limit).map(({ name }) => `${name.text} has ${name.text.length} characters; the limit of models is ${limit}`),
  ];
}

function gatewayLines(model, library, paint) {
  const keys = library.gatewayKeys(model);
  const rows = model.gateways.map((gateway) => {
    const key = keys.get(gateway.address);
    return [
      gateway.path,
      gateway.authorizer.type?.text ?? NONE,
      gateway.protocol === 'none' ? 'all' : gateway.protocol,
      key === undefined ? 'not registered' : `gateways.${key}`,
      gateway.name?.text ?? '',
    ];
  });
  return table(['gateway', 'inbound auth', 'protocol', 'Runtime Configuration', 'name'], rows, paint);
}

function targetLines(model, paint) {
  const rows = model.gateways.flatMap((gateway) => gateway.targets.map((address, index) => {
    const target = model.targets.find((candidate) => candidate.address === address);
    return [index === 0 ? gateway.path : '', target.name?.text ?? '', target.kind, credentialText(target), destinationText(model, target)];
  }));
  return table(['gateway', 'target', 'kind', 'outbound auth', 'points to'], rows, paint);
}

function credentialText({ credentials }) {
  if (!credentials.known) return 'unknown until deployment';
  return credentials.items.map((credential) => {
    const details = [credential.service?.text, credential.location?.text.toLowerCase().replace('_', ' '), credential.parameterName?.text].filter((part) => part !== undefined);
    return [credential.type?.text ?? '', ...details.length > 0 ? [`(${details.join(' ')})`] : []].join(' ');
  }).join(', ') || NONE;
}

function destinationText(model, { pointsTo }) {
  const resource = pointsTo.address && model.resources[pointsTo.address];
  if (resource) return `${pointsTo.kind} ${resource.path}`;
  const where = pointsTo.url ?? pointsTo.arn ?? pointsTo.restApiId ?? pointsTo.connectorId;
  return where ? `${pointsTo.kind} ${where.text}` : pointsTo.reason ?? pointsTo.kind;
}

function toolLines(model, library, paint) {
  const { toolsThrough, MODEL_TOOL_NAME_MAX_LENGTH: limit } = library;
  return model.gateways.flatMap((gateway) => {
    const { tools, unknown } = toolsThrough(model, gateway.address);
    return [
      `${gateway.path}: ${tools.length} tools`,
      ...tools.map(({ name }) => {
        const length = String(name.text.length).padStart(4);
        return `${name.text.length > limit ? paint.red(length) : paint.dim(length)}  ${name.text}`;
      }),
      ...unknown.map(({ hops, reason }) => paint.red(`   ?  ${hops.map(({ targetName }) => targetName.text).join('___')}: ${reason}`)),
    ];
  });
}

function waveLines(model, library, paint) {
  const waves = library.graphOf(model).creationOrder().map((addresses) => addresses.map((address) => model.resources[address]));
  const width = Math.max(0, ...waves.flat().map(({ type }) => shortType(type).length));
  return waves.flatMap((resources, wave) => {
    const types = [...new Set(resources.map(({ type }) => shortType(type)))];
    const rows = types.flatMap((type) => {
      const paths = resources.filter((resource) => shortType(resource.type) === type).map(({ path }) => path);
      return wrapped(paths, MAX_WIDTH - width).map((line, row) => [row === 0 ? type : '', line]);
    });
    return rows.map(([type, line], row) => `${paint.dim(String(row === 0 ? wave + 1 : '').padStart(2))}  ${paint.dim(type.padEnd(width))}  ${line}`);
  });
}

/** Joins words with commas, in as few lines as possible. */
function wrapped(words, width) {
  const lines = [];
  for (const word of words) {
    const longer = `${lines.at(-1)}, ${word}`;
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** `GatewayTarget` for `AWS::BedrockAgentCore::GatewayTarget`. */
function shortType(type) {
  return type.split('::').at(-1);
}

function callerLines(model, paint) {
  const rows = model.callers.map(({ gateway, role, usedBy, allowed }) => [
    model.resources[gateway].path,
    usedBy.map((address) => `${model.resources[address].path} (${shortType(model.resources[address].type)})`).join(', ') || NONE,
    model.resources[role]?.path ?? role,
    allowed === 'yes' ? 'yes' : 'unknown until deployment',
  ]);
  return table(['gateway', 'caller', 'role', 'allowed'], rows, paint);
}

function table(header, rows, paint) {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
  const line = (cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd();
  return [paint.dim(line(header)), ...rows.map(line)];
}

function painter(colors) {
  const style = (code) => (text) => colors ? `\u001b[${code}m${text}\u001b[0m` : text;
  return { bold: style('1'), dim: style('2'), red: style('31') };
}
