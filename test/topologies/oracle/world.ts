import type { DeployedStack } from './assembly';
import { CreationOrder, NodeId, nodeId } from './creation-order';
import { Evaluator } from './evaluate';

/** A resource with the values its properties will have. */
export interface Resource {
  readonly node: NodeId;
  readonly logicalId: string;
  readonly type: string;
  readonly stack: DeployedStack;
  readonly properties: any;
  readonly dependsOn: readonly string[];
}

/** Everything the templates of an app say, in the form the rules ask for it. */
export class World {
  public readonly order: CreationOrder;
  public readonly resources: readonly Resource[];
  private readonly evaluator: Evaluator;

  constructor(public readonly stacks: readonly DeployedStack[]) {
    this.order = new CreationOrder(stacks);
    this.evaluator = new Evaluator(stacks);
    this.resources = stacks.flatMap((stack) => Object.entries(stack.template.Resources).map(([logicalId, resource]) => ({
      node: nodeId(stack, logicalId),
      logicalId,
      type: resource.Type,
      stack,
      properties: this.evaluator.evaluate(stack, resource.Properties ?? {}),
      dependsOn: [resource.DependsOn ?? []].flat(),
    })));
  }

  public ofType(type: string): Resource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  public get gateways(): Resource[] {
    return this.ofType('AWS::BedrockAgentCore::Gateway');
  }

  public get targets(): Resource[] {
    return this.ofType('AWS::BedrockAgentCore::GatewayTarget');
  }

  /** One for each server: a resource may check several. */
  public get checks(): Resource[] {
    return this.ofType('Custom::AgentCoreReadiness')
      .flatMap((check) => (check.properties.Servers ?? [{}]).map((server: object) => ({ ...check, properties: { ...check.properties, ...server } })));
  }

  /** What `Fn::GetAtt` gives. */
  public attribute(resource: Resource, name: string): any {
    return this.evaluator.evaluate(resource.stack, { 'Fn::GetAtt': [resource.logicalId, name] });
  }

  /** The resource of a type whose attribute has this value. */
  public find(type: string, attribute: string, value: unknown): Resource | undefined {
    return this.ofType(type).find((resource) => this.attribute(resource, attribute) === value);
  }

  public gatewayOf(target: Resource): Resource | undefined {
    return this.find('AWS::BedrockAgentCore::Gateway', 'GatewayIdentifier', target.properties.GatewayIdentifier);
  }

  public targetsOf(gateway: Resource): Resource[] {
    return this.targets.filter((target) => this.gatewayOf(target) === gateway);
  }

  /** The gateway that a target calls, when it is one of the app. */
  public innerGatewayOf(target: Resource): Resource | undefined {
    const endpoint = target.properties.TargetConfiguration?.Mcp?.McpServer?.Endpoint;
    return endpoint && this.find('AWS::BedrockAgentCore::Gateway', 'GatewayUrl', endpoint);
  }
}
