// examples/weather with a Cedar policy on the gateway of the team: what `npm run demo` runs.
'use strict';
const { App } = require('aws-cdk-lib');
const { CedarPolicy } = require('cdk-agentcore-gateway');
const { WeatherStack } = require('../examples/weather/weather-stack');

const stack = new WeatherStack(new App(), 'Weather');
const team = stack.node.findChild('TeamGateway');
const agent = stack.node.findChild('Agent');

// The tool returns the environment variables of the server, with all that is secret in them.
team.addCedarPolicy('AgentPolicy', CedarPolicy.fromText('agent-without-environment', `
  permit(principal == AgentCore::IamEntity::"{{agent}}", action, resource == AgentCore::Gateway::"{{gatewayArn}}")
  unless { action == AgentCore::Action::"domain___everything___get-env" };
`, { roles: { agent: agent.role } }));
