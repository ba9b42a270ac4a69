import { createHash } from 'crypto';
import { Address, StackId } from './source';
import { escapeInside, partsOf, placeholder, placeholdersOf, Resolved, solePlaceholder, unwrap } from './value';
import { tableOf } from '../json';

/** The expression of a placeholder. */
export type Expression =
  | {
    readonly is: 'attribute';
    readonly address: Address;
    /** `Ref` if no attribute of the resource type returns the same value. */
    readonly attribute: string;
  }
  | { readonly is: 'parameter'; readonly stack: StackId; readonly name: string; readonly default?: Resolved }
  | { readonly is: 'pseudo'; readonly name: string; readonly stack?: StackId }
  /** An export or output of a stack that is not loaded. */
  | { readonly is: 'import'; readonly name: string }
  /** A missing branch is `AWS::NoValue`. */
  | { readonly is: 'if'; readonly stack: StackId; readonly condition: string; readonly whenTrue?: Resolved; readonly whenFalse?: Resolved }
  | { readonly is: 'function'; readonly name: string; readonly args: readonly Resolved[] }
  /** A name that the template does not define. */
  | { readonly is: 'missing'; readonly stack: StackId; readonly name: string };

/**
 * The attribute that returns the same value as `Ref`, by resource type, so that both are equal.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
const REF_ATTRIBUTE: ReadonlyMap<string, string> = new Map([
  ['AWS::ApiGateway::Resource', 'ResourceId'],
  ['AWS::ApiGateway::RestApi', 'RestApiId'],
  ['AWS::AppConfig::Application', 'ApplicationId'],
  ['AWS::AppConfig::ConfigurationProfile', 'ConfigurationProfileId'],
  ['AWS::AppConfig::Environment', 'EnvironmentId'],
  ['AWS::AppConfig::HostedConfigurationVersion', 'VersionNumber'],
  ['AWS::Bedrock::KnowledgeBase', 'KnowledgeBaseId'],
  ['AWS::BedrockAgentCore::ApiKeyCredentialProvider', 'CredentialProviderArn'],
  ['AWS::BedrockAgentCore::BrowserCustom', 'BrowserId'],
  ['AWS::BedrockAgentCore::CodeInterpreterCustom', 'CodeInterpreterId'],
  ['AWS::BedrockAgentCore::Gateway', 'GatewayIdentifier'],
  ['AWS::BedrockAgentCore::Memory', 'MemoryArn'],
  ['AWS::BedrockAgentCore::OAuth2CredentialProvider', 'CredentialProviderArn'],
  ['AWS::BedrockAgentCore::Policy', 'PolicyArn'],
  ['AWS::BedrockAgentCore::PolicyEngine', 'PolicyEngineArn'],
  ['AWS::BedrockAgentCore::Runtime', 'AgentRuntimeId'],
  ['AWS::BedrockAgentCore::RuntimeEndpoint', 'AgentRuntimeEndpointArn'],
  ['AWS::Cognito::UserPool', 'UserPoolId'],
  ['AWS::Cognito::UserPoolClient', 'ClientId'],
  ['AWS::IAM::ManagedPolicy', 'PolicyArn'],
  ['AWS::KMS::Key', 'KeyId'],
  ['AWS::Lambda::Alias', 'AliasArn'],
  ['AWS::Lambda::LayerVersion', 'LayerVersionArn'],
  ['AWS::Lambda::Version', 'FunctionArn'],
  ['AWS::SNS::Topic', 'TopicArn'],
  ['AWS::SecretsManager::Secret', 'Id'],
]);

/** The longest argument in a placeholder; a digest replaces longer arguments. */
const LONGEST_ARGUMENT = 200;

/** Placeholders that contain each other would double with each reference. */
const LONGEST_PLACEHOLDER = 4_000;

/** Assigns a placeholder to each expression; equal expressions have equal placeholders. */
export class Symbols implements SymbolTable {
  private readonly known = new Map<string, Expression>();

  /** All placeholders as plain data. */
  public table(): Readonly<Record<string, Expression>> {
    return tableOf(this.known);
  }

  public expression(symbol: string): Expression | undefined {
    return this.known.get(symbol);
  }

  public attribute(address: Address, type: string | undefined, attribute: string): string {
    const name = attribute === 'Ref' ? REF_ATTRIBUTE.get(type ?? '') ?? 'Ref' : attribute;
    const inner = escapeInside(address) + (name === 'Ref' ? '' : `.${escapeInside(name)}`);
    return this.add(inner, { is: 'attribute', address, attribute: name });
  }

  public parameter(stack: StackId, name: string, defaultValue?: Resolved): string {
    return this.add(`${escapeInside(stack)}.${escapeInside(name)}`,
      { is: 'parameter', stack, name, ...defaultValue === undefined ? {} : { default: defaultValue } });
  }

  public pseudo(name: string, stack?: StackId): string {
    return this.add(stack === undefined ? name : `${escapeInside(stack)}.${name}`, { is: 'pseudo', name, ...stack === undefined ? {} : { stack } });
  }

  public import(name: string): string {
    return this.add(`Import(${this.argument(name)})`, { is: 'import', name });
  }

  public missing(stack: StackId, name: string): string {
    return this.add(`${escapeInside(stack)}.${escapeInside(name)}`, { is: 'missing', stack, name });
  }

  public if(stack: StackId, condition: string, whenTrue: Resolved | undefined, whenFalse: Resolved | undefined): string {
    const inner = `If(${escapeInside(stack)}.${escapeInside(condition)}, ${this.argument(whenTrue)}, ${this.argument(whenFalse)})`;
    return this.add(inner, {
      is: 'if',
      stack,
      condition,
      ...whenTrue === undefined ? {} : { whenTrue },
      ...whenFalse === undefined ? {} : { whenFalse },
    });
  }

  public function(name: string, ...args: Resolved[]): string {
    return this.add(`${name.replace('Fn::', '')}(${args.map((arg) => this.argument(arg)).join(', ')})`, { is: 'function', name, args });
  }

  private argument(value: Resolved | undefined): string {
    if (value === undefined) return 'NoValue';
    if (typeof value === 'string') {
      if (solePlaceholder(value) && value.length <= LONGEST_PLACEHOLDER) return unwrap(value);
      if (value.length <= LONGEST_ARGUMENT) return `'${quoted(value)}'`;
    } else if (typeof value !== 'object' || value === null) {
      return String(value);
    }
    return `#${createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12)}`;
  }

  private add(inner: string, expression: Expression): string {
    const symbol = placeholder(inner);
    if (!this.known.has(symbol)) this.known.set(symbol, expression);
    return symbol;
  }
}

function quoted(text: string): string {
  return partsOf(text).map((part) => 'literal' in part ? escapeInside(part.literal) : part.placeholder).join('');
}

/** Finds the expression of a placeholder, in a loaded model or during loading. */
export interface SymbolTable {
  expression(symbol: string): Expression | undefined;
}

/** The unique resources that a value references, through any functions. */
export function addressesIn(symbols: SymbolTable, value: Resolved | undefined): Address[] {
  return [...new Set(attributesIn(symbols, value).map(({ address }) => address))];
}

/** The resource attributes that a value references, through any functions. */
export function attributesIn(symbols: SymbolTable, value: Resolved | undefined): { address: Address; attribute: string }[] {
  const found: { address: Address; attribute: string }[] = [];
  const seen = new Set<string>();
  const visit = (at: Resolved | undefined): void => {
    if (typeof at === 'object' && at !== null) Object.values(at).forEach(visit);
    if (typeof at !== 'string') return;
    for (const symbol of placeholdersOf(at)) {
      if (seen.has(symbol)) continue;
      seen.add(symbol);
      const expression = symbols.expression(symbol);
      if (expression?.is === 'attribute') found.push({ address: expression.address, attribute: expression.attribute });
      if (expression?.is === 'function') expression.args.forEach(visit);
      if (expression?.is === 'if') [expression.whenTrue, expression.whenFalse].forEach(visit);
    }
  };
  visit(value);
  return found;
}

/** The symbols of a loaded model. */
export function symbolTable({ symbols }: { readonly symbols: Readonly<Record<string, Expression>> }): SymbolTable {
  return { expression: (symbol) => Object.hasOwn(symbols, symbol) ? symbols[symbol] : undefined };
}
