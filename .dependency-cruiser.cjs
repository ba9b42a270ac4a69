/** The rooms of src/ from the top floor down: a file imports from its own room and from those below, types too. */
const FLOORS = [
  'index.ts',
  'gateway',
  'targets',
  'runtime',
  'readiness',
  'policy',
  'observability',
  'permissions',
  'runtime-config',
  'order',
  'synthesis',
  'cdk-internals.ts',
  'rules',
  'cedar',
  'model',
  'schema',
  'mcp-client',
  'service',
  'findings',
  'json.ts',
];

/** From here down nothing knows the CDK: the command line tool runs it on templates of any origin. */
const PURE = FLOORS.slice(FLOORS.indexOf('rules'));

const room = (name) => `^src/${name.replace('.', '\\.')}${name.endsWith('.ts') ? '$' : '/'}`;
const rooms = (names) => names.map(room).join('|');

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', comment: 'A file never depends on itself over others, not even by type.', severity: 'error', from: {}, to: { circular: true } },
    ...FLOORS.slice(1).map((name, index) => ({
      name: `floor-of-${name}`,
      comment: `${name} imports nothing from the floors above it.`,
      severity: 'error',
      from: { path: room(name) },
      to: { path: rooms(FLOORS.slice(0, index + 1)) },
    })),
    {
      name: 'every-room-has-a-floor',
      comment: 'A new room of src/ gets a place among the floors.',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: rooms(FLOORS) },
    },
    {
      name: 'pure-rooms-know-no-packages',
      comment: 'What evaluates templates imports nothing of the CDK or of npm. Only the engine file loads the Cedar engine.',
      severity: 'error',
      from: { path: rooms(PURE), pathNot: '^src/cedar/engine\\.ts$' },
      to: { path: '(^|/)node_modules/' },
    },
    {
      name: 'constructs-know-no-command',
      comment: 'The library never loads the command line tool.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(local|test|build-tools|examples|bench)/' },
    },
    { name: 'access-knows-no-command', comment: 'Who can call what is the same for every command.', severity: 'error', from: { path: '^local/access/' }, to: { path: '^local/cli/' } },
    {
      name: 'what-runs-knows-no-command',
      comment: 'Gateways and what they call run without the command line tool.',
      severity: 'error',
      from: { path: '^local/(app|discovery|gateway|lambda|openapi|policy|processes|rest-api|snapshot|targets|trace|values)/' },
      to: { path: '^local/cli/' },
    },
    {
      name: 'what-runs-knows-no-templates',
      comment: 'Only the snapshot is made from the model.',
      severity: 'error',
      from: { path: '^local/(app|gateway|lambda|openapi|policy|processes|rest-api|targets|values)/' },
      to: { path: '^src/model/(gateway-model|load)' },
    },
    { name: 'nothing-needs-tests', comment: 'The build and the tool run without test/.', severity: 'error', from: { path: '^(local|build-tools)/' }, to: { path: '^test/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'test/tsconfig.json' },
  },
};
