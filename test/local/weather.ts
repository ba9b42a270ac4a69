import { App } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';

// The example imports the library by its name, as its users do.
jest.mock('cdk-agentcore-gateway', () => jest.requireActual<object>('../../src'), { virtual: true });

/** Synthesizes examples/weather without staging its assets. */
export function synthesizeWeather(): string {
  const { WeatherStack } = jest.requireActual<typeof import('../../examples/weather/weather-stack')>('../../examples/weather/weather-stack');
  const app = new App({ context: { ...recommendedFlags, 'aws:cdk:disable-asset-staging': true }, stackTraces: true });
  new WeatherStack(app, 'Weather');
  return app.synth().directory;
}
