import { awscdk, javascript } from 'projen';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-agentcore-gateway',
  description: 'Compose Amazon Bedrock AgentCore Gateways with the AWS CDK: gateways over Lambda functions, APIs, MCP servers and other gateways, created in the right order and with least privilege',
  author: 'cdk-agentcore-gateway contributors',
  authorAddress: 'contributors@cdk-agentcore-gateway.invalid',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk-agentcore-gateway/cdk-agentcore-gateway.git',
  keywords: ['aws', 'cdk', 'bedrock', 'agentcore', 'mcp', 'gateway'],
  license: 'Apache-2.0',
  // Until something is published, everything may still change: CHANGELOG.md says what did.
  stability: 'experimental',

  packageManager: javascript.NodePackageManager.NPM,
  defaultReleaseBranch: 'main',
  projenrcTs: true,
  projenVersion: '0.103.25',
  // The oldest version that the library works with, and the newest one on PyPI. Tests in Python run with this one, those in TypeScript with
  // the one among devDeps.
  cdkVersion: '2.275.0',
  peerDependencyOptions: { pinnedDevDependency: false },
  // aws-cdk-lib wants ^10.5.0, cdk-nag 3 ^10.5.1.
  constructsVersion: '10.5.1',
  jsiiVersion: '~6.0.16',
  // jsii 6 compiles with TypeScript 6; ts-jest and typescript-eslint refuse 7.
  typescriptVersion: '~6.0.3',
  minNodeVersion: '20.16.0',
  // Maps with the sources in them would be two thirds of the package, and lead to files that it does not hold.
  tsconfig: { compilerOptions: { inlineSourceMap: false, inlineSources: false } },

  // The repository builds anywhere: no hosted workflow is part of it.
  github: false,
  release: false,
  depsUpgrade: false,
  buildWorkflow: false,
  pullRequestTemplate: false,

  // build-tools/bundle-readiness-check.mjs bundles the Lambda function: no constructs are generated for them.
  lambdaAutoDiscover: false,

  // jest compiles each file alone, so nothing else would type-check test/.
  typecheckTests: true,
  jestOptions: {
    // A snapshot that does not match is a failure, never a rewrite.
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig: {
      collectCoverage: false,
      // jest would leave one of two cores idle.
      maxWorkers: '100%',
      globalSetup: '<rootDir>/test/setup/readiness-check.ts',
      setupFiles: ['<rootDir>/test/setup/env.ts'],
      setupFilesAfterEnv: ['aws-cdk-lib/testhelpers/jest-autoclean'],
      modulePathIgnorePatterns: ['<rootDir>/dist/', '/cdk\\.out/', '<rootDir>/.venv/', '<rootDir>/examples/.*/node_modules/'],
      // Tests of the examples run them against the sources.
      moduleNameMapper: { '^cdk-agentcore-gateway$': '<rootDir>/src' },
      testPathIgnorePatterns: ['/node_modules/'],
      collectCoverageFrom: ['src/**/*.ts'],
    },
  },

  publishToPypi: {
    distName: 'cdk-agentcore-gateway',
    module: 'cdk_agentcore_gateway',
  },
  publishToMaven: {
    javaPackage: 'io.github.cdkagentcoregateway',
    mavenGroupId: 'io.github.cdk-agentcore-gateway',
    mavenArtifactId: 'cdk-agentcore-gateway',
  },
  publishToNuget: {
    dotNetNamespace: 'CdkAgentCoreGateway',
    packageId: 'CdkAgentCoreGateway',
  },
  publishToGo: { moduleName: 'github.com/cdk-agentcore-gateway/cdk-agentcore-gateway-go' },

  docgen: true,
  // What is published is an allow-list: `files` below.
  npmignoreEnabled: false,
  bin: { 'agentcore-gateway': 'lib/local/cli.js' },
  devDeps: [
    '@types/node@^22',
    // The first version whose template validation knows every AgentCore property the library renders.
    'aws-cdk-lib@2.276.0',
    // Not `latest`: 3.0.0 on the registry is an old build that cannot read today's cloud assemblies.
    'aws-cdk@2.1148.1',
    // Deprecated upstream; here only to prove that its constructs can be referenced.
    '@aws-cdk/aws-bedrock-agentcore-alpha@2.271.0-alpha.0',
    '@aws-cdk/aws-bedrock-alpha@2.271.0-alpha.0',
    // Assertions of the apps in test/integ.
    '@aws-cdk/integ-tests-alpha@2.245.0-alpha.0',
    'cdk-nag@3.0.2',
    'esbuild@0.28.2',
    'fast-check@4.10.2',
    // Tells which file imports which, types too: the layers of src/ are kept by a test.
    'dependency-cruiser@18.7.2',
    // Node 20 is past end of life: npm scripts run on this one, whatever the machine has.
    'node@24.21.0',
    // Bundled into the readiness check's Lambda function.
    '@smithy/signature-v4@^5.7.0',
    '@types/aws-lambda@^8.10.0',
    // Real MCP peers of the tests: the SDK up to 2025-11-25, the SDK of 2026-07-28, and a server with everything.
    '@modelcontextprotocol/sdk@1.32.2',
    '@modelcontextprotocol/server@2.4.0',
    '@modelcontextprotocol/server-everything@2026.8.31',
    // An OAuth2 server of its own, for the tests of clients/.
    'oauth2-mock-server@9.3.0',
    // The engine AgentCore policies are written for, and the schema generator its documentation names.
    '@cedar-policy/cedar-wasm@4.13.0',
    '@cedar-policy/mcp-schema-generator-wasm@0.6.0',
    // Bundled into the command line tool. Commander 15 wants a Node.js that the library does not ask for.
    'commander@14.0.3',
    'yaml@2.9.1',
    '@dagrejs/dagre@3.1.3',
    // The types of SARIF, and its official schema for the tests.
    '@types/sarif@2.1.7',
    '@microsoft/jest-sarif@1.0.0-beta.0',
    // Drives the Chromium of the machine; downloads none itself.
    'playwright-core@1.65.1',
    // Whether the npm package can be resolved and is typed, by every kind of importer.
    'publint@0.3.25',
    '@arethetypeswrong/cli@0.18.5',
    // Writes what is bundled into the package as an SBOM, from what esbuild says of its bundles.
    '@cyclonedx/cyclonedx-esbuild@1.4.4',
    // Type-checks the example in Python, like the editors of its readers do; mypy comes from PyPI.
    'pyright@1.1.414',
    // The names that jsii-pacmak gives in Python.
    'codemaker@^1.140.0',
  ],
  // jsii-pacmak writes an .npmignore of its own; `files` decides.
  gitignore: ['cdk.out', '/.npmignore', '/.venv/', '/.venv-build/', '/.venv-clients/', '/clients/typescript/lib/', '/examples/weather/agent/packages/', '__pycache__', '*.pyc', '/.mypy_cache/', '.jsii.tabl.json', '.jsii.gz', '!/api-baseline/*.jsii.gz', '/infusion-results.html'],
});

// Projen takes it out of devDeps, and adds it only where every peer is pinned.
project.addDevDeps('constructs@10.5.1');

// ---- lib/: what the package publishes, made of what jsii compiles ----
const bundle = project.addTask('bundle', {
  description: 'Make lib/ what is published: one file each for constructs, rules, command and Lambda function (run compile first)',
  exec: 'node build-tools/bundle.mjs',
});

// ---- code in the README and in docstrings compiles; the translations go into the packages for other languages ----
const rosetta = project.addTask('rosetta', {
  description: 'Compile every code sample of the documentation, and show those of the README at the classes they use',
  exec: 'jsii-rosetta extract --strict',
});
rosetta.exec('jsii-rosetta infuse --cache .jsii.tabl.json');

project.postCompileTask.prependSpawn(rosetta);
project.postCompileTask.prependSpawn(bundle);
// Sentences in tests and tables are read as lines.
project.eslint?.addRules({ '@stylistic/max-len': ['error', { code: 180, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreComments: true, ignoreRegExpLiterals: true }] });
project.eslint?.allowDevDeps('src/**/*.lambda.ts');
project.eslint?.allowDevDeps('examples/**');
project.eslint?.addLintPattern('examples');
// The examples and the apps in test/integ import the library by its name, as its users do: without lib/ that is found nowhere.
project.eslint?.addOverride({ files: ['examples/**', 'test/integ/**'], rules: { 'import/no-unresolved': 'off' } });
// Their imports have one order, whether or not lib/ is there to resolve it to.
project.eslint!.config.settings['import/internal-regex'] = '^cdk-agentcore-gateway$';
project.tsconfigDev?.file.addOverride('compilerOptions.paths', { 'cdk-agentcore-gateway': ['../src'] });
project.eslint?.allowDevDeps('bench/**');

// ---- local/: the command line tool, bundled into lib/local; ordinary TypeScript that jsii does not see ----
project.eslint?.allowDevDeps('local/**');
project.eslint?.addLintPattern('local');
project.testTask.prependExec('tsc --noEmit -p local/tsconfig.json');

const rulesDoc = project.addTask('docs:rules', { description: 'Write docs/RULES.md from the registry of rules', exec: 'ts-node --transpile-only --project test/tsconfig.json build-tools/rules-doc.ts' });
project.postCompileTask.spawn(rulesDoc);
const errorsDoc = project.addTask('docs:errors', { description: 'Write docs/ERRORS.md from the catalogues of errors and annotations', exec: 'ts-node --transpile-only --project test/tsconfig.json build-tools/errors-doc.ts' });
project.postCompileTask.spawn(errorsDoc);

// jsii wants to be run with the oldest aws-cdk-lib that the library works with: it is in the tests in Python.
project.compileTask.reset('jsii --silence-warnings=reserved-word --silence-warnings=metadata/missing-dev-dependency');

// ---- lib/ and nothing else, for what only runs the library ----
const buildLib = project.addTask('build:lib', { description: 'Build lib/ without documentation' });
buildLib.spawn(project.compileTask);
buildLib.spawn(bundle);

project.addTask('demo', {
  description: 'Synthesize examples/weather and tell what was made, offline and without credentials',
  exec: 'node scripts/demo.mjs',
  receiveArgs: true,
});

project.addTask('bench:synth', {
  description: 'Measure what the compiled library costs at synthesis, against aws-cdk-lib\'s own constructs (run build:lib first)',
  exec: 'node bench/synth.mjs',
  receiveArgs: true,
});

project.addTask('bench:load', {
  description: 'Measure what loading the compiled library costs, against aws-cdk-lib (run build:lib first)',
  exec: 'node bench/load.mjs',
  receiveArgs: true,
});

project.addTask('bench:check', {
  description: 'Measure what the rules add to a synthesis, against the validation that is built into aws-cdk-lib (run build:lib first)',
  exec: 'node bench/check.mjs',
  receiveArgs: true,
});

// ---- test/integ: whole apps, with the built library as their users have it ----
const updateSnapshots = project.addTask('snapshots:update', { description: 'Write the templates of the apps in test/integ: git diff shows what changes for users' });
updateSnapshots.spawn(buildLib);
updateSnapshots.exec('ts-node --transpile-only --project test/tsconfig.json test/integ/update-snapshots.ts', { env: { CDK_VALIDATION: 'false' } });
updateSnapshots.exec('jest --updateSnapshot test/recipes');

const deployIntegration = project.addTask('integ:deploy', { description: 'Deploy an app of test/integ into your AWS account, evaluate its assertions, destroy it' });
deployIntegration.spawn(buildLib);
deployIntegration.exec('node scripts/integ-deploy.mjs', { receiveArgs: true });

// ---- the public API stays what CHANGELOG.md says of it ----
// projen's own `compat` compares with what is published, and nothing is.
project.removeTask('compat');
const checkApi = project.addTask('check:api', {
  description: 'Fail when the public API breaks programs that were written for api-baseline/',
  exec: 'node scripts/check-api.mjs',
});
project.addTask('api:accept', {
  description: 'Take today\'s public API as the baseline, after an intended change',
  exec: 'node scripts/check-api.mjs --accept',
});

const checkPackage = project.addTask('check:package', {
  description: 'Fail when the npm package would hold more than the library, or does not work by itself',
  exec: 'node scripts/check-package.mjs',
});
checkPackage.exec('node scripts/try-package.mjs');

const packagePython = project.tasks.tryFind('package:python')!;
packagePython.reset('node build-tools/package-python.mjs');
project.tasks.tryFind('package:go')!.reset('node build-tools/package-go.mjs');
const testPython = project.addTask('test:python', {
  description: 'Tests in Python, with the wheel of package:python in a new virtual environment',
  exec: 'scripts/test-python.sh',
  receiveArgs: true,
});

// ---- clients/: what agents install; packages of their own that know nothing of aws-cdk-lib ----
const testClients = project.addTask('test:clients', { description: 'Build and test the packages of clients/, with the lowest and the newest versions of what they need' });
testClients.exec('scripts/test-clients-python.sh');
// After it: botocore, in an environment that it makes, verifies the signatures.
testClients.exec('scripts/test-clients-typescript.sh');
project.eslint?.addLintPattern('clients/typescript/src');
project.eslint?.addLintPattern('clients/typescript/test');
// They have their own package.json and node_modules, which are not there on every machine that lints; their compiler finds what is missing.
project.eslint?.addOverride({
  files: ['clients/typescript/**'],
  rules: { 'import/no-unresolved': 'off', 'import/no-extraneous-dependencies': 'off', 'import/order': 'off' },
});
// Node's test runner awaits what `test` returns.
project.eslint?.addOverride({ files: ['clients/typescript/test/**'], rules: { '@typescript-eslint/no-floating-promises': 'off' } });

const chromium = project.addTask('install:chromium', {
  description: 'Install a browser for the tests of pictures, where there is none and it can be installed',
  exec: 'node scripts/install-chromium.mjs',
});

// Not part of npm test: the first time, Go compiles the bindings of the whole aws-cdk-lib.
project.addTask('test:go', {
  description: 'Build examples/weather-go and compare its template with that of examples/weather (run build:lib first)',
  exec: 'scripts/test-go.sh',
});

// ---- npm test: build everything, then every test, in every language ----
const testAll = project.addTask('test:all', { description: 'Build everything and run every test' });
for (const step of [
  chromium, project.preCompileTask, project.compileTask, project.postCompileTask, checkApi, checkPackage, project.testTask, packagePython, testPython,
]) {
  testAll.spawn(step);
}
project.setScript('test', 'npx projen test:all');

// All languages at once would need Maven and Go on every machine that builds.
project.packageTask.reset();
project.packageTask.spawn(project.tasks.tryFind('package:js')!);

// `*.slow.test.ts` starts browsers, servers, programs or the validator that is built into aws-cdk-lib.
project.addTask('test:fast', {
  description: 'Unit tests only, without building: npm run test:fast -- <file>',
  exec: 'jest --testPathIgnorePatterns /node_modules/ \'\\.slow\\.test\\.ts$\' --ci',
  receiveArgs: true,
});

project.package.addField('exports', {
  '.': { types: './lib/index.d.ts', default: './lib/index.js' },
  './package.json': './package.json',
  './.jsii': './.jsii',
});
const packageJson = project.tryFindObjectFile('package.json')!;
packageJson.addOverride('type', 'commonjs');
// The one place of the version: RELEASING.md.
packageJson.addOverride('version', '0.1.0');
// jsii-pacmak adds those that follow from licence, stability and versions of Python.
packageJson.addOverride('jsii.targets.python.classifiers', ['Framework :: AWS CDK', 'Framework :: AWS CDK :: 2', 'Topic :: Software Development :: Libraries']);


// unrs-resolver 1.13.0 is published without most of its platform packages, so `npm ci` rejects its lock entries.
project.package.addPackageResolutions('unrs-resolver@1.12.2');
// The platform binary of the Node version above is fetched by its install script.
project.package.addField('allowScripts', { 'node@24.21.0': true });

// npm adds package.json, README.md and LICENSE. The tarball is also inside the package of every other language, so it is kept small: lib/ holds
// bundles and declarations only, and API.md says in one file what the declarations say one by one.
project.package.addField('files', ['lib', '.jsii', 'CHANGELOG.md', 'docs/**/*.md', 'docs/images']);

// The machine's own Node may be an old one; jsii then prints a banner on every run.
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

project.synth();
