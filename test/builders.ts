import { App, AppProps, Stack, StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as bedrock from 'aws-cdk-lib/aws-bedrock';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct, IConstruct } from 'constructs';
import { AgentRuntime, AgentRuntimeProps, LambdaMcpServer, McpServer, McpServerProps } from '../src';
import { placeInside } from '../src/findings/format';
import { loadAssembly } from '../src/model/read-assembly';
import { check } from '../src/rules/check';

export const ACCOUNT = '123456789012';
export const OTHER_ACCOUNT = '999999999999';
export const REGION = 'us-east-1';
export const ENV = { account: ACCOUNT, region: REGION };

/** An app as `cdk init` makes one: with the recommended feature flags. */
export function newApp(props: AppProps = {}): App {
  return new App({ context: recommendedFlags, ...props });
}

export function newStack(scope: Construct = newApp(), id = 'Stack', props: StackProps = {}): Stack {
  return new Stack(scope, id, props);
}

export function newFunction(scope: Construct, id = 'Function'): lambda.Function {
  return new lambda.Function(scope, id, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => ({});'),
  });
}

export function artifact(): agentcore.AgentRuntimeArtifact {
  return agentcore.AgentRuntimeArtifact.fromImageUri(`${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/image:1`);
}

export function newAgent(scope: Construct, id = 'Agent', props: Partial<AgentRuntimeProps> = {}): AgentRuntime {
  return new AgentRuntime(scope, id, { agentRuntimeArtifact: artifact(), ...props });
}

export function newKnowledgeBase(scope: Construct, id = 'KnowledgeBase'): bedrock.CfnKnowledgeBase {
  return new bedrock.CfnKnowledgeBase(scope, id, { name: 'manuals', roleArn: `arn:aws:iam::${ACCOUNT}:role/manuals`, knowledgeBaseConfiguration: { type: 'MANAGED' } });
}

export function newServer(scope: Construct, id = 'Server', props: Partial<McpServerProps> = {}): McpServer {
  return new McpServer(scope, id, { agentRuntimeArtifact: artifact(), ...props });
}

export function newLambdaServer(scope: Construct, id = 'Server'): LambdaMcpServer {
  return new LambdaMcpServer(scope, id, { lambdaFunction: newFunction(scope, `${id}Function`) });
}

/** Tools without parameters. */
export function tools(...names: string[]): agentcore.ToolSchema {
  return agentcore.ToolSchema.fromInline(names.map((name) => ({
    name,
    description: `Does ${name}.`,
    inputSchema: { type: agentcore.SchemaDefinitionType.OBJECT, properties: {} },
  })));
}

/** An OpenAPI document with one operation for each id. */
export function openApi(...operationIds: string[]): string {
  return JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'Test', version: '1' },
    servers: [{ url: 'https://api.example.com' }],
    paths: Object.fromEntries(operationIds.map((operationId) => [`/${operationId}`, {
      get: { operationId, description: `Does ${operationId}.`, responses: { 200: { description: 'OK' } } },
    }])),
  });
}

/** A resource as the template has it. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties: any;
  readonly DependsOn?: string[];
  readonly Metadata?: any;
}

export function resources(scope: IConstruct, type: string): [string, TemplateResource][] {
  return Object.entries(Template.fromStack(Stack.of(scope)).findResources(type)) as [string, TemplateResource][];
}

/** The only resource of a type in the stack of `scope`. */
export function only(scope: IConstruct, type: string): TemplateResource {
  const found = resources(scope, type);
  if (found.length !== 1) throw new Error(`${found.length} resources of type ${type}`);
  return found[0][1];
}

/** The resource that is the default child of a construct. */
export function resourceOf(construct: IConstruct): TemplateResource {
  const stack = Stack.of(construct);
  const id = stack.getLogicalId(construct.node.defaultChild as any);
  return Template.fromStack(stack).toJSON().Resources[id];
}

/** The warnings of a stack's constructs, each with its id; those of synthesis are not among them. */
export function warnings(scope: IConstruct): string[] {
  return annotations(scope, 'aws:cdk:warning');
}

export function infos(scope: IConstruct): string[] {
  return annotations(scope, 'aws:cdk:info');
}

function annotations(scope: IConstruct, type: string): string[] {
  const entries = scope.node.findAll().flatMap((construct) => construct.node.metadata);
  return entries.filter((entry) => entry.type === type).map((entry) => String(entry.data));
}

/** What a call throws, as text. */
export function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

/** What the rules report about the app of a construct: `<rule> <construct path> <place inside>: <message>; <fix>`. */
export function reportedAt(scope: IConstruct): string[] {
  const { findings } = check(loadAssembly((scope.node.root as App).synth().directory));
  return findings.map((finding) => `${[finding.id, finding.at.path, placeInside(finding) ?? ''].join(' ').trimEnd()}: ${finding.message}; ${finding.fix}`);
}
