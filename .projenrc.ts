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
  // The API may change until the first release; CHANGELOG.md lists the changes.
  stability: 'experimental',

  packageManager: javascript.NodePackageManager.NPM,
  defaultReleaseBranch: 'main',
  projenrcTs: true,
  projenVersion: '0.103.25',
  // The minimum version. Tests in Python run with it, and tests in TypeScript with the version in devDeps.
  cdkVersion: '2.275.0',
  peerDependencyOptions: { pinnedDevDependency: false },
  // aws-cdk-lib requires ^10.5.0, cdk-nag 3 ^10.5.1.
  constructsVersion: '10.5.1',
  jsiiVersion: '~6.0.16',
  // jsii 6 compiles with TypeScript 6; ts-jest and typescript-eslint do not support 7.
  typescriptVersion: '~6.0.3',
  minNodeVersion: '20.16.0',
  // Source maps with inline sources would be two thirds of the package size.
  tsconfig: { compilerOptions: { inlineSourceMap: false, inlineSources: false } },

  // The repository has no hosted workflows.
  github: false,
  release: false,
  depsUpgrade: false,
  buildWorkflow: false,
  pullRequestTemplate: false,

  // build-tools/bundle-readiness-check.mjs bundles the Lambda function, so projen generates no construct for it.
  lambdaAutoDiscover: false,

  // jest compiles each file separately and does not check types.
  typecheckTests: true,
  jestOptions: {
    // A snapshot that does not match fails the test.
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig: {
      collectCoverage: false,
      // By default, jest leaves one core idle.
      maxWorkers: '100%',
      globalSetup: '<rootDir>/test/setup/readiness-check.ts',
      setupFiles: ['<rootDir>/test/setup/env.ts'],
      setupFilesAfterEnv: ['aws-cdk-lib/testhelpers/jest-autoclean'],
      modulePathIgnorePatterns: ['<rootDir>/dist/', '/cdk\\.out/', '<rootDir>/.venv/', '<rootDir>/.cache/', '<rootDir>/examples/.*/node_modules/'],
      // The tests of the examples use the sources.
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
  // `files` below lists the published files.
  npmignoreEnabled: false,
  bin: { 'agentcore-gateway': 'lib/local/cli.js' },
  devDeps: [
    '@types/node@^22',
    // The first version whose template validation supports every AgentCore property that the library renders.
    'aws-cdk-lib@2.276.0',
    // Not `latest`: 3.0.0 on the registry is an old build that cannot read today's cloud assemblies.
    'aws-cdk@2.1148.1',
    // Deprecated; only for tests that its constructs can be referenced.
    '@aws-cdk/aws-bedrock-agentcore-alpha@2.271.0-alpha.0',
    '@aws-cdk/aws-bedrock-alpha@2.271.0-alpha.0',
    // Assertions of the apps in test/integ.
    '@aws-cdk/integ-tests-alpha@2.245.0-alpha.0',
    'cdk-nag@3.0.2',
    'esbuild@0.28.2',
    'fast-check@4.10.2',
    // Finds the imports between files, including types, for the test of the layers of src/.
    'dependency-cruiser@18.7.2',
    // npm scripts run on this version: Node.js 20 has reached its end of life.
    'node@24.21.0',
    // Bundled into the readiness check's Lambda function.
    '@smithy/signature-v4@^5.7.0',
    '@types/aws-lambda@^8.10.0',
    // MCP peers in the tests: the SDK up to 2025-11-25, the SDK of 2026-07-28, and a server with all features.
    '@modelcontextprotocol/sdk@1.32.2',
    '@modelcontextprotocol/server@2.4.0',
    '@modelcontextprotocol/server-everything@2026.8.31',
    // An OAuth2 server for the tests of clients/.
    'oauth2-mock-server@9.3.0',
    // Real MCP clients of the tests, and the conformance suite of the protocol.
    '@modelcontextprotocol/client@2.4.0',
    '@modelcontextprotocol/conformance@0.2.0-alpha.12',
    // Maps the calls of OpenAPI operations to requests: the oracle of local/openapi in the tests.
    'swagger-client@3.39.0',
    // Calls the candidates of bench/local.mjs. The conformance suite installs this version as well.
    'undici@7.30.2',
    // Ranks tools in the search tool of local gateways.
    'minisearch@7.2.0',
    // The engine of AgentCore policies, and the schema generator that its documentation names.
    '@cedar-policy/cedar-wasm@4.13.0',
    '@cedar-policy/mcp-schema-generator-wasm@0.6.0',
    // Bundled into the command. Commander 15 requires a newer Node.js than the library.
    'commander@14.0.3',
    'yaml@2.9.1',
    '@dagrejs/dagre@3.1.3',
    // The types of SARIF, and the official schema for the tests.
    '@types/sarif@2.1.7',
    '@microsoft/jest-sarif@1.0.0-beta.0',
    // Uses the Chromium of the machine and downloads no browser.
    'playwright-core@1.65.1',
    // Check that every module system can resolve the npm package and its types.
    'publint@0.3.25',
    '@arethetypeswrong/cli@0.18.5',
    // Writes the SBOM of bundled packages, from the metafiles of esbuild.
    '@cyclonedx/cyclonedx-esbuild@1.4.4',
    // Type-checks the example in Python; mypy is installed from PyPI.
    'pyright@1.1.414',
    // The naming of jsii-pacmak for Python.
    'codemaker@^1.140.0',
  ],
  // jsii-pacmak writes .npmignore, which `files` overrides.
  gitignore: ['cdk.out', '/.npmignore', '/.venv/', '/.venv-build/', '/.cache/', '/.venv-clients/', '/clients/typescript/lib/', '/examples/*/agent/packages/', '/examples/*/agent-typescript/package-lock.json', '__pycache__', '*.pyc', '/.mypy_cache/', '.jsii.tabl.json', '.jsii.gz', '!/api-baseline/*.jsii.gz', '/infusion-results.html'],
});

// projen removes it from devDeps and adds it only with pinned peer dependencies.
project.addDevDeps('constructs@10.5.1');

// ---- lib/: the published files, bundled from the output of jsii ----
const bundle = project.addTask('bundle', {
  description: 'Bundle lib/ into one file each for constructs, rules, command and Lambda function (run compile first)',
  exec: 'node build-tools/bundle.mjs',
});

// ---- samples in the README and in docstrings, compiled and translated for the packages in other languages ----
const rosetta = project.addTask('rosetta', {
  description: 'Compile every code sample of the documentation, and add the samples in the README to the classes that they use',
  exec: 'jsii-rosetta extract --strict',
});
rosetta.exec('jsii-rosetta infuse --cache .jsii.tabl.json');

project.postCompileTask.prependSpawn(rosetta);
project.postCompileTask.prependSpawn(bundle);
// Test names and tables are easier to read in one line.
project.eslint?.addRules({ '@stylistic/max-len': ['error', { code: 180, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreComments: true, ignoreRegExpLiterals: true }] });
project.eslint?.allowDevDeps('src/**/*.lambda.ts');
project.eslint?.allowDevDeps('examples/**');
project.eslint?.addLintPattern('examples');
// The examples and the apps in test/integ import the library by its name, which resolves only if lib/ is built.
project.eslint?.addOverride({ files: ['examples/**', 'test/integ/**'], rules: { 'import/no-unresolved': 'off' } });
project.eslint?.addIgnorePattern('/examples/*/agent-typescript/');
// The order of their imports must not depend on whether lib/ is built.
project.eslint!.config.settings['import/internal-regex'] = '^cdk-agentcore-gateway$';
project.tsconfigDev?.file.addOverride('compilerOptions.paths', { 'cdk-agentcore-gateway': ['../src'] });
project.eslint?.allowDevDeps('bench/**');

// ---- local/: the command, bundled into lib/local and not compiled by jsii ----
project.eslint?.allowDevDeps('local/**');
project.eslint?.addLintPattern('local');
project.testTask.prependExec('tsc --noEmit -p local/tsconfig.json');

const rulesDoc = project.addTask('docs:rules', { description: 'Write docs/RULES.md from the registry of rules', exec: 'ts-node --transpile-only --project test/tsconfig.json build-tools/rules-doc.ts' });
project.postCompileTask.spawn(rulesDoc);
const errorsDoc = project.addTask('docs:errors', { description: 'Write docs/ERRORS.md from the registry of errors and annotations', exec: 'ts-node --transpile-only --project test/tsconfig.json build-tools/errors-doc.ts' });
project.postCompileTask.spawn(errorsDoc);
const coverageDoc = project.addTask('docs:coverage', {
  description: 'Write docs/COVERAGE.md: how an app sets each property of AWS::BedrockAgentCore',
  exec: 'ts-node --transpile-only --project test/tsconfig.json build-tools/coverage-doc.ts',
});
project.postCompileTask.spawn(coverageDoc);
const differencesDoc = project.addTask('docs:differences', {
  description: 'Write the part of docs/DIFFERENCES.md about local gateways from local/differences.ts',
  exec: 'ts-node --transpile-only --project test/tsconfig.json build-tools/differences-doc.ts',
});
project.postCompileTask.spawn(differencesDoc);

// jsii warns if the minimum aws-cdk-lib is not installed. The tests in Python use it.
project.compileTask.reset('jsii --silence-warnings=reserved-word --silence-warnings=metadata/missing-dev-dependency');

// ---- lib/ only, for tasks that run the library ----
const buildLib = project.addTask('build:lib', { description: 'Build lib/ without documentation' });
buildLib.spawn(project.compileTask);
buildLib.spawn(bundle);

project.addTask('demo', {
  description: 'Synthesize, check and run examples/weather, and call its tools, without credentials',
  exec: 'node scripts/demo.mjs',
  receiveArgs: true,
});

project.addTask('bench:synth', {
  description: 'Measure a synthesis with the compiled library, compared with the constructs of aws-cdk-lib (run build:lib first)',
  exec: 'node bench/synth.mjs',
  receiveArgs: true,
});

project.addTask('bench:load', {
  description: 'Measure the time to load the compiled library, compared with aws-cdk-lib (run build:lib first)',
  exec: 'node bench/load.mjs',
  receiveArgs: true,
});

project.addTask('bench:check', {
  description: 'Measure the time that the rules add to a synthesis, compared with the validation that is built into aws-cdk-lib (run build:lib first)',
  exec: 'node bench/check.mjs',
  receiveArgs: true,
});

project.addTask('bench:local', {
  description: 'Measure the local gateways, compared with a reverse proxy, an aggregator of the MCP SDK and localcore-gateway (run build:lib first)',
  exec: 'node bench/local.mjs',
  receiveArgs: true,
});

// ---- test/integ: whole apps that use the built library ----
const updateSnapshots = project.addTask('snapshots:update', { description: 'Write the templates of the apps in test/integ: git diff shows the changes for users' });
updateSnapshots.spawn(buildLib);
updateSnapshots.exec('ts-node --transpile-only --project test/tsconfig.json test/integ/update-snapshots.ts', { env: { CDK_VALIDATION: 'false' } });
updateSnapshots.exec('jest --updateSnapshot test/recipes');

const deployIntegration = project.addTask('integ:deploy', { description: 'Deploy an app in test/integ to your AWS account, evaluate its assertions, and destroy it' });
deployIntegration.spawn(buildLib);
deployIntegration.exec('node scripts/integ-deploy.mjs', { receiveArgs: true });

// ---- breaking changes of the public API ----
// The task `compat` of projen compares with the published package, which does not exist yet.
project.removeTask('compat');
const checkApi = project.addTask('check:api', {
  description: 'Fail if the public API has breaking changes since api-baseline/',
  exec: 'node scripts/check-api.mjs',
});
project.addTask('api:accept', {
  description: 'Accept the current public API as the baseline, after an intended change',
  exec: 'node scripts/check-api.mjs --accept',
});

const checkPackage = project.addTask('check:package', {
  description: 'Fail if the npm package contains unreachable files, lacks files, or does not work with its peer dependencies only',
  exec: 'node scripts/check-package.mjs',
});
checkPackage.exec('node scripts/try-package.mjs');

const packagePython = project.tasks.tryFind('package:python')!;
packagePython.reset('node build-tools/package-python.mjs');
project.tasks.tryFind('package:go')!.reset('node build-tools/package-go.mjs');
const testPython = project.addTask('test:python', {
  description: 'Run the tests in Python with the wheel of package:python, in a new virtual environment',
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
  description: 'Install Chromium for the tests in a browser, if it is missing and can be installed',
  exec: 'node scripts/install-chromium.mjs',
});

// ---- test/deploy: apps deployed into an emulator of AWS ----
const emulator = project.addTask('install:emulator', {
  description: 'Install ministack, which the tests in test/deploy deploy into, where it is not yet',
  exec: 'node scripts/install-emulator.mjs',
});
const testDeploy = project.addTask('test:deploy', { description: 'Deploy, update and delete apps with the CDK CLI and in many orders: npm run test:deploy -- -t image2' });
testDeploy.spawn(emulator);
testDeploy.exec('jest test/deploy', { receiveArgs: true });

// Not part of npm test, because the first run compiles the Go bindings of aws-cdk-lib.
project.addTask('test:go', {
  description: 'Build examples/weather-go and compare its template with the template of examples/weather (run build:lib first)',
  exec: 'scripts/test-go.sh',
});

// ---- npm test: builds everything, then runs every test in TypeScript and Python ----
const testAll = project.addTask('test:all', { description: 'Build everything and run every test' });
for (const step of [
  chromium, emulator, project.preCompileTask, project.compileTask, project.postCompileTask, checkApi, checkPackage, project.testTask, packagePython, testPython, testClients,
]) {
  testAll.spawn(step);
}
project.setScript('test', 'npx projen test:all');

// Packages for all languages would require Maven, the .NET SDK and Go on every build machine.
project.packageTask.reset();
project.packageTask.spawn(project.tasks.tryFind('package:js')!);

// `*.slow.test.ts` starts browsers, servers, programs or the validator of aws-cdk-lib.
project.addTask('test:fast', {
  description: 'Run unit tests only, without a build: npm run test:fast -- <file>',
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
// The version of all packages: see RELEASING.md.
packageJson.addOverride('version', '0.1.0');
// jsii-pacmak adds the classifiers for license, stability and Python versions.
packageJson.addOverride('jsii.targets.python.classifiers', ['Framework :: AWS CDK', 'Framework :: AWS CDK :: 2', 'Topic :: Software Development :: Libraries']);

// unrs-resolver 1.13.0 was published without most of its platform packages, so `npm ci` rejects its lock entries.
project.package.addPackageResolutions('unrs-resolver@1.12.2');
// The install script downloads the platform binary of the Node.js version above.
project.package.addField('allowScripts', { 'node@24.21.0': true });

// npm adds package.json, README.md and LICENSE. The package of every other language contains the tarball, so it is small: lib/ contains bundles and
// declarations only, and API.md, which repeats the declarations, is left out.
project.package.addField('files', ['lib', '.jsii', 'CHANGELOG.md', 'docs/**/*.md', 'docs/images', '!**/__pycache__']);

// With an old Node.js on the machine, jsii would print a banner for each run.
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

project.synth();
