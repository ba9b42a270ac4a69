import { evaluateCondition } from './conditions';
import { CrossStack, OutputOf, ValueIn } from './cross-stack';
import * as intrinsics from './intrinsics';
import { isAssumed, parametersIn, parameterValue } from './parameters';
import { SAM_FUNCTION, samAttributeOf } from './sam';
import type { Source, StackId } from './source';
import type { StackContext } from './stack-context';
import { Symbols } from './symbols';
import { getAttOf, intrinsicOf, resourcesOf, subPartsOf } from './template';
import { Certainty, isKnown, isList, Resolved, textOf } from './value';
import { isObject, own } from '../json';
import { partitionOf } from '../service/partition';

const NESTED_STACK = 'AWS::CloudFormation::Stack';

/** A dot separates the stack, the logical ID and the attribute. Only the attribute can contain dots. */
export function addressOf(stack: StackId, logicalId: string): string {
  return `${stack.replaceAll('.', '%2e')}.${logicalId}`;
}

/**
 * Resolves the values of all stacks, including references to other loaded stacks.
 */
export class Evaluator {
  public readonly stacks = new Map<StackId, StackContext>();
  public readonly crossStack = new CrossStack(this.stacks, (stack, value) => this.resolve(stack, value));
  private readonly conditions = new Map<string, Certainty>();
  private readonly outputs = new Map<string, Resolved>();
  private readonly parameters = new Map<string, Resolved>();

  public constructor(private readonly source: Source, public readonly symbols: Symbols) {
    for (const stack of source.stacks) {
      // Parents precede their nested stacks.
      const parent = stack.nestedIn && this.stacks.get(stack.nestedIn.stack);
      if (stack.nestedIn) parent?.nested.set(stack.nestedIn.logicalId, stack.id);
      this.stacks.set(stack.id, {
        source: stack,
        resources: new Map(resourcesOf(stack.template)),
        nested: new Map(),
        account: stack.account ?? parent?.account,
        region: stack.region ?? parent?.region,
      });
    }
  }

  /** A value of a stack's template; undefined for `AWS::NoValue`. */
  public resolve(stack: StackId, value: unknown): Resolved | undefined {
    if (typeof value !== 'object' || value === null) return value === undefined ? undefined : value as Resolved;
    if (Array.isArray(value)) return value.map((item) => this.resolve(stack, item)).filter((item) => item !== undefined);
    const intrinsic = intrinsicOf(value);
    if (intrinsic) return this.call(stack, ...intrinsic);
    const entries: [string, Resolved][] = [];
    for (const [key, item] of Object.entries(value)) {
      const resolved = this.resolve(stack, item);
      if (resolved !== undefined) entries.push([key, resolved]);
    }
    return Object.fromEntries(entries);
  }

  /** Whether a condition is true; unknown if it is not defined. */
  public condition(stack: StackId, name: string): Certainty {
    return remembered(this.conditions, `${stack}\n${name}`, () => 'unknown', () => evaluateCondition({
      condition: (other) => this.condition(stack, other),
      resolve: (value) => this.resolve(stack, value),
    }, own(this.stack(stack).source.template.Conditions, name)));
  }

  /** Whether a condition lets a resource exist. A default never excludes one: another deployment may pass another value. */
  public existence(stack: StackId, name: string): Certainty {
    const holds = this.condition(stack, name);
    if (holds !== 'no') return holds;
    const { source } = this.stack(stack);
    return [...parametersIn(source.template, name)].some((parameter) => isAssumed(this.source.parameters ?? [], source, parameter)) ? 'unknown' : 'no';
  }

  /** The value of an output; undefined if the stack has no such output. */
  public output({ stack, output }: OutputOf): Resolved | undefined {
    const definition = own(this.stacks.get(stack)?.source.template.Outputs, output);
    if (own(definition, 'Value') === undefined) return undefined;
    return remembered(this.outputs, `${stack}\n${output}`, () => this.circular(stack, output), () => {
      const value = this.resolve(stack, own(definition, 'Value')) ?? this.symbols.missing(stack, output);
      // An output is a text. Lists of outputs that are lists would double with each reference.
      return typeof value === 'object' ? this.symbols.function('Output', value) : value;
    });
  }

  /** The value that the parent passes to a parameter of a nested stack. */
  public parentExpression(stack: StackId, parameter: string): ValueIn | undefined {
    const parent = this.stack(stack).source.nestedIn;
    const value = parent && own(own(this.stacks.get(parent.stack)?.resources.get(parent.logicalId)?.Properties, 'Parameters'), parameter);
    return parent && value !== undefined ? { stack: parent.stack, value } : undefined;
  }

  /** The loaded nested stack that a resource creates. */
  public nestedStack(stack: StackId, logicalId: string): StackId | undefined {
    return this.stack(stack).nested.get(logicalId);
  }

  private stack(id: StackId): StackContext {
    return this.stacks.get(id)!;
  }

  private call(stack: StackId, name: string, argument: unknown): Resolved | undefined {
    const { symbols } = this;
    const arg = (index: number): Resolved => this.resolve(stack, Array.isArray(argument) ? argument[index] as unknown : undefined) ?? null;
    switch (name) {
      case 'Ref': return this.ref(stack, argument as string);
      case 'Fn::GetAtt': return this.getAtt(stack, argument);
      case 'Fn::Sub': return this.sub(stack, argument);
      case 'Fn::Join': return intrinsics.join(symbols, arg(0), arg(1));
      case 'Fn::Split': return intrinsics.split(symbols, arg(0), arg(1));
      case 'Fn::Select': return intrinsics.select(symbols, arg(0), arg(1));
      case 'Fn::If': return this.if(stack, argument);
      case 'Fn::FindInMap': return this.findInMap(stack, argument);
      case 'Fn::Base64': return intrinsics.base64(symbols, this.resolve(stack, argument) ?? null);
      case 'Fn::Length': return intrinsics.length(symbols, this.resolve(stack, argument) ?? null);
      case 'Fn::ToJsonString': return JSON.stringify(this.resolve(stack, argument) ?? null);
      case 'Fn::ImportValue': return this.import(this.crossStack.exporter(stack, argument), textOf(this.resolve(stack, argument))?.text ?? '');
      case 'Fn::GetStackOutput': return this.import(this.crossStack.stackOutput(stack, argument),
        ['StackName', 'OutputName'].map((key) => textOf(this.resolve(stack, own(argument, key)))?.text).join('.'));
      default: {
        const args = this.resolve(stack, argument) ?? null;
        return symbols.function(name, ...isList(args) ? args : [args]);
      }
    }
  }

  private ref(stack: StackId, name: string): Resolved | undefined {
    const context = this.stack(stack);
    if (name.startsWith('AWS::')) return this.pseudo(stack, name);
    const resource = context.resources.get(name);
    if (resource) return this.symbols.attribute(addressOf(stack, name), resource.Type, 'Ref');
    const generated = samAttributeOf(context.resources, name);
    if (generated) return this.symbols.attribute(addressOf(stack, generated.id), SAM_FUNCTION, generated.attribute);
    const definition = own(context.source.template.Parameters, name);
    return definition === undefined ? this.symbols.missing(stack, name) : this.parameter(stack, name, definition);
  }

  private pseudo(stack: StackId, name: string): Resolved | undefined {
    const { account, region, source } = this.stack(stack);
    const partition = region === undefined ? undefined : partitionOf(region);
    switch (name) {
      case 'AWS::NoValue': return undefined;
      case 'AWS::AccountId': return account ?? this.symbols.pseudo(name);
      case 'AWS::Region': return region ?? this.symbols.pseudo(name);
      case 'AWS::Partition': return partition?.name ?? this.symbols.pseudo(name);
      case 'AWS::URLSuffix': return partition?.urlSuffix ?? this.symbols.pseudo(name);
      case 'AWS::StackName': return source.stackName ?? this.symbols.pseudo(name, stack);
      default: return this.symbols.pseudo(name, stack);
    }
  }

  private parameter(stack: StackId, name: string, definition: unknown): Resolved {
    return remembered(this.parameters, `${stack}\n${name}`, () => this.circular(stack, name), () => {
      const type = own(definition, 'Type');
      const passed = this.parentExpression(stack, name);
      const written = own(definition, 'Default');
      // The app is evaluated as it deploys when no parameters are passed but those that are given.
      const given = parameterValue(this.source.parameters ?? [], this.stack(stack).source, name);
      const value = passed ? this.passedValue(passed) : isObject(given) ? undefined : given as Resolved | undefined;
      if (value === undefined || (typeof type === 'string' && type.startsWith('AWS::SSM::Parameter::'))) {
        return this.symbols.parameter(stack, name, isObject(written) ? undefined : written as Resolved | undefined);
      }
      const isListType = typeof type === 'string' && /^(CommaDelimitedList|List<)/.test(type);
      return isListType && typeof value === 'string' ? intrinsics.split(this.symbols, ',', value) : value;
    });
  }

  /** A parameter is a text or a list of texts. */
  private passedValue({ stack, value }: ValueIn): Resolved | undefined {
    const resolved = this.resolve(stack, value);
    const isFlat = isList(resolved) ? resolved.every((item) => typeof item !== 'object') : typeof resolved !== 'object';
    return resolved === undefined || isFlat ? resolved : this.symbols.function('Parameter', resolved);
  }

  private getAtt(stack: StackId, argument: unknown): Resolved {
    const reference = getAttOf(argument);
    if (!reference) return this.symbols.function('Fn::GetAtt', this.resolve(stack, argument) ?? null);
    const { id } = reference;
    const attribute = this.resolve(stack, reference.attribute) ?? null;
    const resource = this.stack(stack).resources.get(id);
    const generated = resource ? undefined : samAttributeOf(this.stack(stack).resources, id);
    if (generated) return this.symbols.attribute(addressOf(stack, generated.id), SAM_FUNCTION, generated.attribute);
    if (!resource) return this.symbols.missing(stack, id);
    if (typeof attribute !== 'string' || !isKnown(attribute)) return this.symbols.function('Fn::GetAtt', this.ref(stack, id) ?? null, attribute);
    const child = resource.Type === NESTED_STACK && attribute.startsWith('Outputs.') ? this.nestedStack(stack, id) : undefined;
    const output = child === undefined ? undefined : this.output({ stack: child, output: attribute.slice('Outputs.'.length) });
    if (output !== undefined) return output;
    const elsewhere = this.crossStack.crossRegionExport(stack, id, attribute);
    const value = elsewhere && this.resolve(elsewhere.stack, elsewhere.value);
    return value ?? this.symbols.attribute(addressOf(stack, id), resource.Type, attribute);
  }

  private sub(stack: StackId, argument: unknown): Resolved {
    const [text, variables] = Array.isArray(argument) ? argument as unknown[] : [argument, undefined];
    if (typeof text !== 'string') return this.symbols.function('Fn::Sub', this.resolve(stack, text) ?? null);
    const parts = subPartsOf(text).map((part): Resolved => {
      if ('literal' in part) return part.literal;
      const variable = own(variables, part.name);
      if (variable !== undefined) return this.resolve(stack, variable) ?? '';
      return (part.name.includes('.') ? this.getAtt(stack, part.name) : this.ref(stack, part.name)) ?? '';
    });
    return intrinsics.join(this.symbols, '', parts);
  }

  private if(stack: StackId, argument: unknown): Resolved | undefined {
    const [name, whenTrue, whenFalse] = Array.isArray(argument) ? argument as unknown[] : [];
    if (typeof name !== 'string') return this.symbols.function('Fn::If', this.resolve(stack, argument) ?? null);
    const holds = this.condition(stack, name);
    if (holds !== 'unknown') return this.resolve(stack, holds === 'yes' ? whenTrue : whenFalse);
    const [one, other] = [this.resolve(stack, whenTrue), this.resolve(stack, whenFalse)];
    // Both branches have the same value.
    if (JSON.stringify(one) === JSON.stringify(other)) return one;
    return this.symbols.if(stack, name, one, other);
  }

  private findInMap(stack: StackId, argument: unknown): Resolved {
    const args = (Array.isArray(argument) ? argument as unknown[] : []).map((arg) => this.resolve(stack, arg) ?? null);
    const [map, first, second, options] = args;
    const texts = [map, first, second].map((key) => textOf(key));
    if (texts.every((key) => key?.known)) {
      const [mapName, top, inner] = texts.map((key) => key!.text);
      const value = own(own(own(this.stack(stack).source.template.Mappings, mapName), top), inner);
      // A mapping contains no functions.
      const found = (value ?? own(options, 'DefaultValue')) as Resolved | undefined;
      if (found !== undefined) return found;
    }
    return this.symbols.function('Fn::FindInMap', ...args);
  }

  private circular(stack: StackId, name: string): Resolved {
    return this.symbols.function('Circular', `${stack}.${name}`);
  }

  private import(from: OutputOf | undefined, name: string): Resolved {
    return (from && this.output(from)) ?? this.symbols.import(name);
  }
}

/** Memoizes; returns `circular` for a value that depends on itself. */
function remembered<T>(memory: Map<string, T>, key: string, circular: () => T, compute: () => T): T {
  const before = memory.get(key);
  if (before !== undefined) return before;
  memory.set(key, circular());
  const value = compute();
  memory.set(key, value);
  return value;
}
