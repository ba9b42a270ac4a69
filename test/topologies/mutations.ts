import type { DeployedStack } from './oracle';

/** A way to break the templates of `EVERYTHING`, and the rule that must find it. */
export interface Mutation {
  readonly what: string;
  readonly rule: string;
  readonly apply: (templates: Templates) => void;
}

interface Found {
  readonly stack: DeployedStack;
  readonly logicalId: string;
  readonly resource: any;
}

const GATEWAY = 'AWS::BedrockAgentCore::Gateway';
const TARGET = 'AWS::BedrockAgentCore::GatewayTarget';
const POLICY = 'AWS::IAM::Policy';
const MANAGED_POLICY = 'AWS::IAM::ManagedPolicy';
const CHECK = 'Custom::AgentCoreReadiness';

/** Templates to be changed by hand. */
export class Templates {
  constructor(public readonly stacks: DeployedStack[]) {}

  /** The first resource of a type whose JSON matches. */
  public find(type: string, matching: RegExp): Found {
    for (const stack of this.stacks) {
      for (const [logicalId, resource] of Object.entries(stack.template.Resources)) {
        if (resource.Type === type && matching.test(`${logicalId} ${JSON.stringify(resource)}`)) return { stack, logicalId, resource };
      }
    }
    throw new Error(`no ${type} matches ${matching}`);
  }

  public target(name: string): Found {
    return this.find(TARGET, new RegExp(`"Name":"${name}"`));
  }

  /** Takes entries out of `DependsOn`. */
  public undepend({ resource }: Found, matching: RegExp): void {
    const before = [resource.DependsOn].flat();
    resource.DependsOn = before.filter((logicalId: string) => !matching.test(logicalId));
    if (resource.DependsOn.length === before.length) throw new Error(`nothing in DependsOn matches ${matching}: ${before.join()}`);
  }

  public statements(found: Found): any[] {
    return found.resource.Properties.PolicyDocument.Statement;
  }

  /** The statement with an action in a managed policy. */
  public managed(action: string, policy = /ServiceRole/): any {
    const found = this.find(MANAGED_POLICY, new RegExp(`${policy.source}.*"${action}"`));
    return this.statements(found).find(({ Action }) => [Action].flat().includes(action));
  }

  /** Takes the statement with an action out of a managed policy. */
  public forget(action: string, policy = /ServiceRole/): void {
    const statements = this.statements(this.find(MANAGED_POLICY, new RegExp(`${policy.source}.*"${action}"`)));
    statements.splice(statements.indexOf(this.managed(action, policy)), 1);
  }

  public remove({ stack, logicalId }: Found): void {
    delete stack.template.Resources[logicalId];
    for (const resource of Object.values(stack.template.Resources)) {
      if (resource.DependsOn) resource.DependsOn = [resource.DependsOn].flat().filter((id) => id !== logicalId);
    }
  }
}

const INVOKES_INNER = /TeamTools|Targettarget0Policy.*InvokeGateway/;

export const MUTATIONS: readonly Mutation[] = [
  {
    what: 'a target does not wait for its policy',
    rule: 'granted-before-creation',
    apply: (t) => t.undepend(t.target('target1'), /Policy/),
  },
  {
    what: 'the policy of a target is gone',
    rule: 'granted-before-creation',
    apply: (t) => t.remove(t.find(POLICY, /Target1Policy/)),
  },
  {
    what: 'a policy is attached to another role',
    rule: 'granted-before-creation',
    apply: (t) => { t.find(POLICY, /Target1Policy/).resource.Properties.Roles = ['SomeRole']; },
  },
  {
    what: 'a policy names another function',
    rule: 'granted-before-creation',
    apply: (t) => { t.statements(t.find(POLICY, /Target1Policy/))[0].Resource = 'arn:aws:lambda:us-east-1:111122223333:function:other'; },
  },
  {
    what: 'the schema in a bucket may not be read',
    rule: 'granted-before-creation',
    apply: (t) => { t.forget('s3:GetObject'); },
  },
  {
    what: 'the endpoint of a runtime may not be called',
    rule: 'granted-before-creation',
    apply: (t) => { const s = t.managed('bedrock-agentcore:InvokeAgentRuntime'); s.Resource = s.Resource.filter((arn: object) => !('Fn::Join' in arn)); },
  },
  {
    what: 'identities are named as the gateway is written, not as the service lower-cases it',
    rule: 'granted-before-creation',
    apply: (t) => {
      const { resource } = t.find(MANAGED_POLICY, /ServiceRole.*GetResourceApiKey/);
      resource.Properties = JSON.parse(JSON.stringify(resource.Properties).replace(/workload-identity\/teamtools/g, 'workload-identity/TeamTools'));
    },
  },
  {
    what: 'the secret is granted by an attribute that is an object',
    rule: 'granted-before-creation',
    apply: (t) => {
      const statement = t.managed('secretsmanager:GetSecretValue');
      statement.Resource = { 'Fn::GetAtt': [t.find('AWS::BedrockAgentCore::ApiKeyCredentialProvider', /./).logicalId, 'ApiKeySecretArn'] };
    },
  },
  {
    what: 'a gateway does not wait for the policy of its engine, key and interceptor',
    rule: 'granted-before-creation',
    apply: (t) => t.undepend(t.find(GATEWAY, /PolicyEngineConfiguration/), /CreationPolicy/),
  },
  {
    what: 'a gateway may not be checked for its permissions by the policy engine',
    rule: 'granted-before-creation',
    apply: (t) => {
      const statements = t.statements(t.find(POLICY, /CreationPolicy.*CheckAuthorizePermissions/));
      statements.splice(statements.findIndex((s) => s.Action === 'bedrock-agentcore:CheckAuthorizePermissions'), 1);
    },
  },
  {
    what: 'a readiness check may not call the server',
    rule: 'granted-before-creation',
    apply: (t) => t.forget('bedrock-agentcore:InvokeAgentRuntime', /AgentCoreReadiness/),
  },
  {
    what: 'a policy allows one action more',
    rule: 'nothing-granted-without-need',
    apply: (t) => { t.statements(t.find(POLICY, /Target1Policy/))[0].Action = ['lambda:InvokeFunction', 'lambda:GetFunction']; },
  },
  {
    what: 'a policy allows every resource',
    rule: 'nothing-granted-without-need',
    apply: (t) => { t.statements(t.find(POLICY, INVOKES_INNER))[0].Resource = '*'; },
  },
  {
    what: 'a policy allows every secret of the service',
    rule: 'nothing-granted-without-need',
    apply: (t) => {
      const statement = t.managed('secretsmanager:GetSecretValue');
      statement.Resource = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:bedrock-agentcore-identity!*';
    },
  },
  {
    what: 'a policy outlives its target',
    rule: 'nothing-granted-without-need',
    apply: (t) => t.remove(t.target('target1')),
  },
  {
    what: 'the role trusts every account',
    rule: 'trust',
    apply: (t) => { delete t.find('AWS::IAM::Role', /Gateway0ServiceRole/).resource.Properties.AssumeRolePolicyDocument.Statement[0].Condition.StringEquals; },
  },
  {
    what: 'the role trusts the name as it is written',
    rule: 'trust',
    apply: (t) => {
      const { resource } = t.find('AWS::IAM::Role', /Gateway1ServiceRole/);
      resource.Properties = JSON.parse(JSON.stringify(resource.Properties).replace(/gateway\/teamtools/g, 'gateway/TeamTools'));
    },
  },
  {
    what: 'the role trusts every gateway of the account',
    rule: 'trust',
    apply: (t) => {
      const { resource } = t.find('AWS::IAM::Role', /Gateway1ServiceRole/);
      resource.Properties = JSON.parse(JSON.stringify(resource.Properties).replace(/gateway\/teamtools-1-\?{10}/g, 'gateway/*'));
    },
  },
  {
    what: 'the check of an inner gateway does not wait for all its targets',
    rule: 'check-after-inner-targets',
    apply: (t) => t.undepend(t.find(CHECK, /"Name":"[^"]*Gateway3"/), /Gateway3|Synchronize/),
  },
  {
    what: 'an outer target waits neither for the check nor for the inner targets',
    rule: 'inner-targets-first',
    apply: (t) => t.undepend(t.target('target-2'), /AgentCoreReadiness/),
  },
  {
    what: 'a target does not wait for the check of its server',
    rule: 'server-answers-first',
    apply: (t) => t.undepend(t.target('target-11'), /AgentCoreReadiness/),
  },
  {
    what: 'the check of a server is made of another one',
    rule: 'server-answers-first',
    apply: (t) => { t.find(CHECK, /"Kind":"runtime"/).resource.Properties.Url = 'https://example.com'; },
  },
  {
    what: 'a check waits for tools that nobody offers',
    rule: 'check-expects-what-is-listed',
    apply: (t) => { t.find(CHECK, /"Kind":"gateway"/).resource.Properties.Servers[0].ExpectTools = '["nobody___"]'; },
  },
  {
    what: 'a check does not wait for the endpoint it calls',
    rule: 'endpoint-first',
    apply: (t) => t.undepend(t.find(CHECK, /qualifier=prod/), /Endpoint|prod/i),
  },
  {
    what: 'a stack reads from one that is deployed at any time',
    rule: 'reads-only-earlier-stacks',
    apply: (t) => { (t.stacks.find((stack) => stack.id === 'Stack1') as any).dependencies = []; },
  },
  {
    what: 'two resources wait for each other',
    rule: 'cycle',
    apply: (t) => { const { logicalId } = t.target('target-11'); t.find('AWS::BedrockAgentCore::Runtime', /Server1/).resource.DependsOn = [logicalId]; },
  },
  {
    what: 'a stack with a nested one waits for what is nested in it',
    rule: 'cycle',
    apply: (t) => {
      const nested = t.find('AWS::CloudFormation::Stack', /./);
      const waiting = t.find('AWS::BedrockAgentCore::Runtime', /Server1/);
      waiting.resource.DependsOn = [nested.logicalId];
      nested.resource.DependsOn = [waiting.logicalId];
    },
  },
  {
    what: 'a target name has an underscore',
    rule: 'names',
    apply: (t) => { t.target('target1').resource.Properties.Name = 'target_1'; },
  },
  {
    what: 'two targets of a gateway have one name',
    rule: 'names',
    apply: (t) => { t.target('target-2').resource.Properties.Name = 'target-3'; },
  },
  {
    what: 'two policies of a role have one name',
    rule: 'policy-names',
    apply: (t) => {
      const { stack, resource } = t.find(POLICY, /CreationPolicy/);
      stack.template.Resources.SameName = resource;
    },
  },
  {
    what: 'a gateway name is too long',
    rule: 'names',
    apply: (t) => { t.find(GATEWAY, /"Name":"team-tools-4"/).resource.Properties.Name = 'a'.repeat(49); },
  },
  {
    what: 'a target depends on many resources',
    rule: 'few-dependencies',
    apply: (t) => {
      const { stack, resource } = t.target('target-2');
      const roles = Object.entries(stack.template.Resources).filter(([, { Type }]) => Type === 'AWS::IAM::Role').map(([logicalId]) => logicalId);
      resource.DependsOn.push(...roles.slice(0, 3));
    },
  },
];
