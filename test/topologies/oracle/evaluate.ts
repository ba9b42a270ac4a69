import type { DeployedStack } from './assembly';
import { ACCOUNT, physicalIds, REGION } from './physical-ids';

/** Works out the value of template expressions, as CloudFormation would, with made-up physical ids. */
export class Evaluator {
  private readonly byId: Map<string, DeployedStack>;

  constructor(private readonly stacks: readonly DeployedStack[]) {
    this.byId = new Map(stacks.map((stack) => [stack.id, stack]));
  }

  /** The value of an expression in a template of `stack`. */
  public evaluate(stack: DeployedStack, value: any): any {
    if (Array.isArray(value)) return value.map((item) => this.evaluate(stack, item)).filter((item) => item !== undefined);
    if (typeof value !== 'object' || value === null) return value;
    const [[key, argument] = ['', undefined], ...more] = Object.entries<any>(value);
    if (more.length > 0 || (key !== 'Ref' && !key.startsWith('Fn::'))) {
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.evaluate(stack, item)]));
    }
    return this.intrinsic(stack, key, argument);
  }

  private intrinsic(stack: DeployedStack, key: string, argument: any): any {
    const evaluated = () => this.evaluate(stack, argument);
    switch (key) {
      case 'Ref': return this.reference(stack, argument);
      case 'Fn::GetAtt': return this.attribute(stack, argument[0], argument[1]);
      case 'Fn::Join': return this.evaluate(stack, argument[1]).join(argument[0]);
      case 'Fn::Split': return String(this.evaluate(stack, argument[1])).split(argument[0]);
      case 'Fn::Select': {
        const [index, list] = evaluated();
        return list[Number(index)];
      }
      case 'Fn::Sub': return this.substitute(stack, argument);
      case 'Fn::ImportValue': return this.exported(evaluated());
      case 'Fn::GetStackOutput': {
        const { StackName, OutputName } = evaluated();
        const owner = this.stacks.find((candidate) => candidate.stackName === StackName);
        if (!owner) throw new Error(`${stack.id} reads an output of the unknown stack ${StackName}`);
        return this.output(owner, OutputName);
      }
      default: throw new Error(`${stack.id} has the intrinsic function ${key}, which is not known here`);
    }
  }

  private reference(stack: DeployedStack, name: string): any {
    switch (name) {
      case 'AWS::AccountId': return ACCOUNT;
      case 'AWS::Region': return REGION;
      case 'AWS::Partition': return 'aws';
      case 'AWS::URLSuffix': return 'amazonaws.com';
      case 'AWS::StackName': return stack.stackName;
      case 'AWS::StackId': return `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${stack.stackName}/0`;
      case 'AWS::NoValue': return undefined;
    }
    if (stack.template.Resources[name]) return this.physicalIds(stack, name).ref;
    if (!stack.template.Parameters?.[name]) throw new Error(`${stack.id} refers to ${name}, which it does not have`);
    if (!stack.nestedIn) return stack.template.Parameters[name].Default;
    const parent = this.byId.get(stack.nestedIn.stack)!;
    return this.evaluate(parent, parent.template.Resources[stack.nestedIn.logicalId].Properties.Parameters[name]);
  }

  private attribute(stack: DeployedStack, logicalId: string, attribute: string): any {
    const resource = stack.template.Resources[logicalId];
    if (!resource) throw new Error(`${stack.id} refers to ${logicalId}, which it does not have`);
    if (resource.Type === 'AWS::CloudFormation::Stack') return this.output(this.byId.get(`${stack.id}/${logicalId}`)!, attribute.replace(/^Outputs\./, ''));
    const ids = this.physicalIds(stack, logicalId);
    return ids.attributes[attribute] ?? `${ids.ref}.${attribute}`;
  }

  private physicalIds(stack: DeployedStack, logicalId: string) {
    const resource = stack.template.Resources[logicalId];
    return physicalIds(stack, logicalId, resource, this.evaluate(stack, resource.Properties?.Name ?? resource.Properties?.AgentRuntimeName));
  }

  private substitute(stack: DeployedStack, argument: string | [string, Record<string, unknown>]): string {
    const [text, values] = typeof argument === 'string' ? [argument, {} as Record<string, unknown>] : argument;
    return text.replace(/\$\{([^}!]+)\}/g, (_, name: string) => {
      if (name in values) return this.evaluate(stack, values[name]);
      const [logicalId, ...attribute] = name.split('.');
      return attribute.length > 0 ? this.attribute(stack, logicalId, attribute.join('.')) : this.reference(stack, name);
    });
  }

  private exported(name: string): any {
    for (const stack of this.stacks) {
      const output = Object.values(stack.template.Outputs ?? {}).find((o) => o.Export && this.evaluate(stack, o.Export.Name) === name);
      if (output) return this.evaluate(stack, output.Value);
    }
    throw new Error(`no stack exports ${name}`);
  }

  private output(stack: DeployedStack, name: string): any {
    const output = stack.template.Outputs?.[name];
    if (!output) throw new Error(`stack ${stack.id} has no output ${name}`);
    return this.evaluate(stack, output.Value);
  }
}
