import { readFileSync } from 'fs';
import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { CognitoStack } from '../../examples/cognito/cognito-stack';

const EXAMPLE = join(__dirname, '..', '..', 'examples', 'cognito');
const { context } = JSON.parse(readFileSync(join(EXAMPLE, 'cdk.json'), 'utf8')) as { context: Record<string, unknown> };

test('examples/cognito has no findings of the template validation, not even warnings', () => {
  const before = process.env.CDK_VALIDATION;
  process.env.CDK_VALIDATION = 'true';
  try {
    const app = new App({ context: { ...context, '@aws-cdk/core:failSynthOnValidationErrors': false } });
    new CognitoStack(app, 'Cognito');
    const report = JSON.parse(readFileSync(join(app.synth().directory, 'validation-report.json'), 'utf8')) as { pluginReports: { violations: unknown[] }[] };
    expect(report.pluginReports.flatMap(({ violations }) => violations)).toEqual([]);
  } finally {
    if (before === undefined) delete process.env.CDK_VALIDATION;
    else process.env.CDK_VALIDATION = before;
  }
});

test('the template of examples/cognito contains no secret', () => {
  const app = new App({ context });
  const template = Template.fromStack(new CognitoStack(app, 'Cognito')).toJSON();
  const [provider] = Object.values(template.Resources).filter(({ Type }: any) => Type === 'AWS::BedrockAgentCore::OAuth2CredentialProvider') as any[];
  expect(provider.Properties.Oauth2ProviderConfigInput.CustomOauth2ProviderConfig.ClientSecret).toHaveProperty('Fn::GetAtt');
});

test('examples/cognito/cdk.json has the recommended feature flags and disables telemetry', () => {
  expect(context).toEqual({ 'cli-telemetry': false, ...recommendedFlags });
});
