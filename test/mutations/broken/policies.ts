import { EditableApp, replaceText } from '../editable-app';
import type { Mutation } from '../mutation';
import { EVERY_SETTING } from '../valid/hand-written';
import { GENERATED, UPSTREAM_KITCHEN_SINK } from '../valid/other-constructs';
import { CALLER_IS_TARGET, CHAIN, USER_POLICIES } from '../valid/own-library';

/** Replaces text in the statement of a policy. */
function inPolicy(path: string | undefined, from: string, to: string): (app: EditableApp) => void {
  return (app) => {
    const { Definition: definition } = app.resource('BedrockAgentCore::Policy', path).properties;
    const before = JSON.stringify(definition);
    replaceText(definition, from, to);
    if (JSON.stringify(definition) === before) throw new Error(`the policy does not hold ${from}`);
  };
}

export const POLICIES: readonly Mutation[] = [
  { fault: 'two underscores between target and tool', in: CHAIN, caughtBy: ['policies-actions'], make: inPolicy('team', 'orders___place', 'orders__place') },
  { fault: 'a tool that there is not', in: CHAIN, caughtBy: ['policies-actions'], make: inPolicy('no-dynamite', 'place_order', 'place_orders') },
  { fault: 'a target that there is not', in: EVERY_SETTING, caughtBy: ['policies-actions'], make: inPolicy(undefined, 'weather___', 'wether___') },
  { fault: 'the tool of an inner gateway without the hop to it', in: CHAIN, caughtBy: ['policies-actions'], make: inPolicy('agent', 'domain___orders___list', 'orders___list') },
  { fault: 'a wildcard in the name of an action', in: UPSTREAM_KITCHEN_SINK, caughtBy: ['policies-actions'], make: inPolicy(undefined, 'l___a', 'l___*') },
  { fault: 'two policies in one', in: EVERY_SETTING, caughtBy: ['policies-syntax'], make: inPolicy(undefined, ');', '); forbid(principal, action, resource);') },
  { fault: 'a policy without a semicolon', in: EVERY_SETTING, caughtBy: ['policies-syntax'], make: inPolicy(undefined, ');', ')') },
  { fault: 'a misspelt effect', in: CHAIN, caughtBy: ['policies-syntax'], make: inPolicy('no-dynamite', 'forbid', 'forbids') },
  { fault: 'a misspelt argument', in: CHAIN, caughtBy: ['policies-schema'], make: inPolicy('no-dynamite', 'input.item', 'input.items') },
  { fault: 'an optional argument that is read without asking whether it is there', in: CHAIN, caughtBy: ['policies-schema'], make: inPolicy('team', 'context.input has count && ', '') },
  { fault: 'a decimal that is compared as a whole number', in: CHAIN, caughtBy: ['policies-schema'], make: inPolicy('team', 'price.lessThan(decimal("100.0"))', 'price < 100') },
  { fault: 'a text that is compared as a number', in: CHAIN, caughtBy: ['policies-schema'], make: inPolicy('no-dynamite', 'item like "*dynamite*"', 'item > 5') },
  { fault: 'a claim that is read as an attribute', in: USER_POLICIES, caughtBy: ['policies-schema'], make: inPolicy(undefined, 'principal.getTag("scope")', 'principal.scope') },
  { fault: 'a tag of an IAM caller', in: CHAIN, caughtBy: ['policies-doubtful'], make: inPolicy('team', 'context.input has', 'principal.hasTag("team") && context.input has') },
  {
    fault: 'a policy about every gateway',
    in: EVERY_SETTING,
    caughtBy: ['policies-scope'],
    make: (app) => {
      app.resource('BedrockAgentCore::Policy').properties.Definition.Cedar.Statement = 'permit(principal is AgentCore::IamEntity, action == AgentCore::Action::"weather___forecast", resource);';
    },
  },
  {
    fault: 'a policy about another gateway',
    in: CHAIN,
    caughtBy: ['policies-doubtful'],
    make: (app) => {
      const [domain, team] = ['S/Domain', 'S/Team'].map((path) => app.resource('BedrockAgentCore::Gateway', path).id);
      replaceText(app.resource('BedrockAgentCore::Policy', 'no-dynamite').properties.Definition, domain, team);
    },
  },
  { fault: 'token users at a gateway for IAM callers', in: EVERY_SETTING, caughtBy: ['policies-principals'], make: inPolicy(undefined, 'AgentCore::IamEntity', 'AgentCore::OAuthUser') },
  { fault: 'IAM callers at a gateway for token users', in: USER_POLICIES, caughtBy: ['policies-principals'], make: inPolicy(undefined, 'is AgentCore::OAuthUser', 'is AgentCore::IamEntity') },
  {
    fault: 'a role by its IAM ARN',
    in: CHAIN,
    caughtBy: ['policies-principals'],
    make: (app) => {
      const { Definition: definition } = app.resource('BedrockAgentCore::Policy', 'agent').properties;
      replaceText(definition, ':sts::', ':iam::');
      replaceText(definition, ':assumed-role/', ':role/');
    },
  },
  {
    fault: 'a role by the attribute that is its IAM ARN',
    in: EVERY_SETTING,
    caughtBy: ['policies-principals'],
    make: (app) => {
      const { Definition: definition } = app.resource('BedrockAgentCore::Policy').properties;
      definition.Cedar.Statement['Fn::Join'][1].splice(0, 1, 'permit(principal == AgentCore::IamEntity::"', { 'Fn::GetAtt': ['Role', 'Arn'] },
        '", action == AgentCore::Action::"weather___forecast", resource == AgentCore::Gateway::"');
    },
  },
  { fault: 'an enforcing engine without a permit', in: USER_POLICIES, caughtBy: ['policies-no-permit'], make: (app) => app.remove(app.resource('BedrockAgentCore::Policy')) },
  { fault: 'an enforcing engine that only forbids', in: CALLER_IS_TARGET, caughtBy: ['policies-no-permit'], make: inPolicy(undefined, 'permit', 'forbid') },
  { fault: 'a condition that never holds', in: CHAIN, caughtBy: ['policies-doubtful'], make: inPolicy('no-dynamite', 'context.input.item like', 'false && context.input.item like') },
  {
    fault: 'a permit for everything',
    in: GENERATED,
    caughtBy: ['policies-permissive'],
    make: (app) => {
      const { properties } = app.resource('BedrockAgentCore::Policy');
      delete properties.ValidationMode;
      const gateway = { 'Fn::GetAtt': [app.resource('BedrockAgentCore::Gateway').id, 'GatewayArn'] };
      properties.Definition.Cedar.Statement = { 'Fn::Join': ['', ['permit (principal, action, resource == AgentCore::Gateway::"', gateway, '");']] };
    },
  },
];
