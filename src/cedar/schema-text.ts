/** Formats a Cedar schema as text (`.cedarschema`). */
import { attributeName, stringLiteral } from './cedar-names';
import { NAMESPACE } from './cedar-type';
import { compareText } from './json-schema-type';
import type { CedarSchemaJson, SchemaAction, SchemaEntityType, SchemaRecord, SchemaType } from './schema-json';

/** Sorts declarations by name, independent of the order of the tools. */
export function schemaToText(schema: CedarSchemaJson): string {
  const { commonTypes, entityTypes, actions } = schema[NAMESPACE];
  const declarations = [
    ...sorted(entityTypes).map(([name, type]) => entityText(name, type)),
    ...sorted(commonTypes).map(([name, type]) => `type ${name} = ${typeText(type, '  ')};`),
    ...sorted(actions).map(([id, action]) => actionText(id, action)),
  ];
  return `namespace ${NAMESPACE} {\n${declarations.map((declaration) => `  ${declaration}\n`).join('')}}\n`;
}

function entityText(name: string, type: SchemaEntityType): string {
  if ('enum' in type) return `entity ${name} enum [${type.enum.map(stringLiteral).join(', ')}];`;
  const shape = type.shape ? ` = ${typeText(type.shape, '  ')}` : '';
  return `entity ${name}${shape}${type.tags ? ` tags ${typeText(type.tags, '  ')}` : ''};`;
}

function actionText(id: string, { memberOf, appliesTo }: SchemaAction): string {
  const parents = memberOf?.length ? ` in [${memberOf.map((parent) => stringLiteral(parent.id)).join(', ')}]` : '';
  if (appliesTo.principalTypes.length === 0) return `action ${stringLiteral(id)}${parents};`;
  return `action ${stringLiteral(id)}${parents} appliesTo {\n` +
    `    principal: [${appliesTo.principalTypes.join(', ')}],\n` +
    `    resource: [${appliesTo.resourceTypes.join(', ')}],\n` +
    `    context: ${typeText(appliesTo.context ?? { type: 'Record', attributes: {} }, '    ')}\n  };`;
}

function typeText(type: SchemaType, indent: string): string {
  switch (type.type) {
    case 'Set': return `Set<${typeText(type.element, indent)}>`;
    case 'Record': return recordText(type, indent);
    default: return type.name;
  }
}

function recordText(record: SchemaRecord, indent: string): string {
  const inner = `${indent}  `;
  const attributes = Object.entries(record.attributes)
    .map(([name, type]) => `${inner}${attributeName(name)}${type.required === false ? '?' : ''}: ${typeText(type, inner)}`);
  return attributes.length === 0 ? '{}' : `{\n${attributes.join(',\n')}\n${indent}}`;
}

function sorted<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => compareText(a, b));
}
