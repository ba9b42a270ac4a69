import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { expectReady, expectTools } from './assertions';
import { WeatherStack } from '../../examples/weather/weather-stack';
import type { Gateway } from 'cdk-agentcore-gateway';

/** The example of the README: two functions, a REST API and an MCP server behind a gateway, behind the gateway of a team. */
export const app = new App({ context: recommendedFlags });
const stack = new WeatherStack(app, 'Weather');

const assertions = new Stack(app, 'WeatherAssertions');
const integ = new IntegTest(app, 'Integ', { testCases: [stack], assertionStack: assertions });
const team = stack.node.findChild('TeamGateway') as Gateway;
expectReady(integ, team);
expectTools(integ, assertions, team, ['domain___weather___get_weather', 'domain___time___get_time', 'domain___everything___echo']);
