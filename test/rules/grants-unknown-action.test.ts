import { allow, role, rolePolicy, usesRole } from './roles';
import { testRule } from './rows';
import { gateway, template } from '../../build-tools/rule-examples/templates';
import { unknownAction } from '../../src/rules/grants/unknown-action';

const app = (...actions: string[]) => template({ Role: role(), Gateway: gateway(usesRole), Policy: rolePolicy([allow(actions, '*')]) });

testRule(unknownAction, {
  fails: [
    ['a misspelled action', app('bedrock-agentcore:InvokeGatway'), 'S1/Policy: policy S1/Policy names `bedrock-agentcore:InvokeGatway`, which is not an action; write `bedrock-agentcore:InvokeGateway`'],
    ['another name of the service', app('agentcore:InvokeGateway'), 'write `bedrock-agentcore:InvokeGateway`'],
    ['the control plane as prefix', app('bedrock-agentcore-control:GetPolicyEngine'), 'write `bedrock-agentcore:GetPolicyEngine`'],
    ['a misspelled action of Lambda', app('lambda:InvokeFuncton'), 'write `lambda:InvokeFunction`'],
  ],
  passes: [
    ['actions that exist', app('bedrock-agentcore:InvokeGateway', 's3:PutObject', 'secretsmanager:PutSecretValue', 'kms:Encrypt', 'lambda:InvokeAsync', 'bedrock:InvokeModel')],
    ['wildcards', app('bedrock-agentcore:Invoke*')],
  ],
  doesNotApply: [
    ['a role without statements', template({ Role: role(), Gateway: gateway(usesRole) })],
  ],
  isUnknown: [

  ],
});
