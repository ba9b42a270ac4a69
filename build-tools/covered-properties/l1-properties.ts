import { readFileSync } from 'fs';
import { dirname, join } from 'path';
import * as ts from 'typescript';

/** The L1 constructs of AWS::BedrockAgentCore in the installed aws-cdk-lib, which are generated from the schemas of CloudFormation. */
const DECLARATIONS = join(dirname(require.resolve('aws-cdk-lib/package.json')), 'aws-bedrockagentcore', 'lib', 'bedrockagentcore.generated.d.ts');

type Interfaces = ReadonlyMap<string, ts.InterfaceDeclaration>;

/** The properties of each type, nested ones as `parent.child`, by the name of the type without its namespace. */
export function l1Properties(): ReadonlyMap<string, readonly string[]> {
  const source = ts.createSourceFile(DECLARATIONS, readFileSync(DECLARATIONS, 'utf8'), ts.ScriptTarget.Latest, true);
  const interfaces = interfacesIn(source);
  const types = [...interfaces.keys()].flatMap((name) => /^Cfn(\w+)Props$/.exec(name)?.[1] ?? []);
  return new Map(types.sort().map((type) => [type, leavesOf(`Cfn${type}Props`, interfaces)]));
}

function interfacesIn(node: ts.Node, namespace = '', found = new Map<string, ts.InterfaceDeclaration>()): Interfaces {
  if (ts.isInterfaceDeclaration(node)) found.set(namespace + node.name.text, node);
  else if (ts.isModuleDeclaration(node) && node.body) ts.forEachChild(node.body, (child) => void interfacesIn(child, `${namespace}${node.name.text}.`, found));
  else ts.forEachChild(node, (child) => void interfacesIn(child, namespace, found));
  return found;
}

/** A schema definition contains itself: its inner occurrence is a leaf. */
function leavesOf(name: string, interfaces: Interfaces, parents: readonly string[] = []): string[] {
  return interfaces.get(name)!.members.flatMap((member) => {
    if (!ts.isPropertySignature(member) || !ts.isIdentifier(member.name)) return [];
    const { text } = member.name;
    const [structure] = (member.type?.getText() ?? '').match(/\bCfn\w+\.\w+Property\b/g) ?? [];
    if (structure === undefined || !interfaces.has(structure) || parents.includes(structure)) return [text];
    return leavesOf(structure, interfaces, [...parents, structure]).map((child) => `${text}.${child}`);
  });
}
