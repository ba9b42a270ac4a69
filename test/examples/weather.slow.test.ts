import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { App, Validations } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { AwsSolutionsChecks } from 'cdk-nag';
import { WeatherStack } from '../../examples/weather/weather-stack';
import { refreshCommand } from '../../local/cli/tools/refresh-command';

const EXAMPLES = join(__dirname, '..', '..', 'examples');
const WEATHER = join(EXAMPLES, 'weather');

describe('the stack', () => {
  test('has no findings of the template validation, not even warnings', () => {
    expect(findings({ CDK_VALIDATION: 'true' })).toEqual([]);
  });

  test('has no findings of cdk-nag except acknowledged ones', () => {
    const found = findings({}, (app) => Validations.of(app).addPlugins(new AwsSolutionsChecks(app)));
    const acknowledged = ACKNOWLEDGED.flatMap(({ paths, ids }) => paths.flatMap((path) => ids.map((id) => `${path} ${id}`)));
    expect(found.sort()).toEqual(acknowledged.sort());
  });
});

const LOG_GROUPS = 'arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group';

/** The findings of AwsSolutions in the example, and why they are acceptable. */
const ACKNOWLEDGED: { because: string; paths: string[]; ids: string[] }[] = [
  {
    because: 'the service gives the secret of an API key a name that ends in random characters',
    paths: ['Weather/DomainTools/PetStore/Policy'],
    ids: ['AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:bedrock-agentcore-identity!default/apikey/WeatherPetStoreKey00B42668-*]'],
  },
  {
    because: 'a call is authorized on the runtime and on its endpoint, whose ARN has two forms in the documentation',
    paths: ['Weather/DomainTools/Target-everything/Policy'],
    ids: ['AwsSolutions-IAM5[Resource::<EverythingC61DDD32.AgentRuntimeArn>/*]'],
  },
  {
    because: 'the service adds a hyphen and random characters to the name of a runtime',
    paths: ['Weather/AgentCoreReadiness/Managed1'],
    ids: ['AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:bedrock-agentcore:<AWS::Region>:<AWS::AccountId>:runtime/WeatherEverything9E25BD37-*]'],
  },
  {
    because: 'the managed policy that aws-cdk-lib attaches to a function only allows it to write logs',
    paths: ['Weather/WeatherFunction/ServiceRole', 'Weather/TimeFunction/ServiceRole'],
    ids: ['AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]'],
  },
  {
    because: 'the newest version of a language may not be in every region yet',
    paths: ['Weather/WeatherFunction'],
    ids: ['AwsSolutions-L1'],
  },
  {
    because: 'aws-cdk-lib grants what AgentCore Runtime needs to run code: log groups, metrics, workload identities and the asset bucket',
    paths: ['Weather/Everything/ExecutionRole/DefaultPolicy', 'Weather/Agent/ExecutionRole/DefaultPolicy'],
    ids: [
      `AwsSolutions-IAM5[Resource::${LOG_GROUPS}:/aws/bedrock-agentcore/runtimes/*]`,
      `AwsSolutions-IAM5[Resource::${LOG_GROUPS}:*]`,
      `AwsSolutions-IAM5[Resource::${LOG_GROUPS}:/aws/bedrock-agentcore/runtimes/*:log-stream:*]`,
      'AwsSolutions-IAM5[Resource::*]',
      'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:bedrock-agentcore:<AWS::Region>:<AWS::AccountId>:workload-identity-directory/default/workload-identity/*]',
      'AwsSolutions-IAM5[Action::s3:GetBucket*]',
      'AwsSolutions-IAM5[Action::s3:GetObject*]',
      'AwsSolutions-IAM5[Action::s3:List*]',
      'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*]',
    ],
  },
];

/** Synthesizes the example with its own context, and lists what the plugins report as `<path> <rule>`. */
function findings(environment: Record<string, string>, configure: (app: App) => void = () => {}): string[] {
  const before = { ...process.env };
  Object.assign(process.env, environment);
  try {
    const context = { ...contextOf('weather'), '@aws-cdk/core:failSynthOnValidationErrors': false };
    const app = new App({ context });
    configure(app);
    new WeatherStack(app, 'Weather');
    const { directory } = app.synth();
    const report = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8')) as Report;
    return report.pluginReports.flatMap(({ violations }) => violations.flatMap(({ ruleName, violatingConstructs }) => {
      return violatingConstructs.map(({ constructPath }) => `${constructPath.replace(/\/Resource$/, '')} ${ruleName}`);
    }));
  } finally {
    process.env = before;
  }
}

interface Report {
  readonly pluginReports: { readonly violations: Violation[] }[];
}

interface Violation {
  readonly ruleName: string;
  readonly violatingConstructs: { readonly constructPath: string }[];
}

function contextOf(example: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(EXAMPLES, example, 'cdk.json'), 'utf8')).context;
}

test.each(['weather', 'weather-python'])('%s/cdk.json has the recommended feature flags and disables telemetry', (example) => {
  expect(contextOf(example)).toEqual({ 'cli-telemetry': false, ...recommendedFlags });
});

test('servers/everything/tools.json is what agentcore-gateway tools --refresh writes', async () => {
  const file = join(WEATHER, 'servers', 'everything', 'tools.json');
  const before = readFileSync(file, 'utf8');
  const root = process.cwd();
  // Paths in an app are relative to the folder that `cdk` runs in.
  process.chdir(WEATHER);
  try {
    const app = new App({ context: contextOf('weather') });
    new WeatherStack(app, 'Weather');
    const { servers } = await refreshCommand({ inputs: [app.synth().directory], trust: true, timeoutSeconds: 30 }, WEATHER, () => {});
    expect(servers).toEqual([expect.objectContaining({ path: 'Weather/Everything', outcome: 'unchanged' })]);
  } finally {
    process.chdir(root);
    writeFileSync(file, before);
  }
}, 60_000);

describe('the function of get_time', () => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { handler } = require('../../examples/weather/functions/time/index.js') as { handler: (args: unknown, context: unknown) => Promise<unknown> };
  const contextFor = (tool: string) => ({ clientContext: { custom: { bedrockAgentCoreToolName: tool } } });
  const getTime = contextFor('time___get_time');

  test.each([
    ['in winter', 'London', '2026-01-15T12:00:00Z', { weekday: 'Thursday', localTime: '2026-01-15T12:00', utcOffset: '+00:00' }],
    ['in summer', 'London', '2026-07-15T12:00:00Z', { weekday: 'Wednesday', localTime: '2026-07-15T13:00', utcOffset: '+01:00' }],
    ['on the next day', 'Auckland', '2026-07-15T12:30:00Z', { weekday: 'Thursday', localTime: '2026-07-16T00:30', utcOffset: '+12:00' }],
    ['on the day before', 'New York', '2026-01-15T02:00:00Z', { weekday: 'Wednesday', localTime: '2026-01-14T21:00', utcOffset: '-05:00' }],
  ])('returns the local time %s', async (_when, city, at, expected) => {
    expect(await handler({ city, at }, getTime)).toMatchObject({ city, ...expected });
  });

  test('returns a result that matches its output schema', async () => {
    const [{ outputSchema }] = JSON.parse(readFileSync(join(WEATHER, 'functions', 'time', 'tools.json'), 'utf8'));
    expect(Object.keys(await handler({ city: 'Tokyo' }, getTime) as object).sort()).toEqual([...outputSchema.required].sort());
  });

  test('finds the tool name in `Custom`, which the Node.js runtime uses', async () => {
    const context = { clientContext: { Custom: { bedrockAgentCoreToolName: 'time___get_time' } } };
    expect(await handler({ city: 'Tokyo', at: '2026-01-15T12:00:00Z' }, context)).toMatchObject({ localTime: '2026-01-15T21:00' });
  });

  test.each([
    ['an unknown city', { city: 'Atlantis' }, getTime, /unknown city Atlantis; use one of Auckland/],
    ['an invalid time', { city: 'London', at: 'noon' }, getTime, /`at` is noon; use a time such as/],
    ['another tool', { city: 'London' }, contextFor('time___get_weather'), /there is no tool get_weather/],
  ])('fails for %s', async (_what, args, context, message) => {
    await expect(handler(args, context)).rejects.toThrow(message);
  });
});
