import { arnBeside, attributeOf, named } from './arns';
import type { NeededResource, TargetScene } from './needed-resource';
import { addressesIn, symbolTable } from '../../../model/symbols';
import { isList, isRecord, listOf, property, Resolved, Text, textOf } from '../../../model/value';

/** The knowledge bases in the configuration of a connector: one for each `knowledgeBaseId`, wherever it is. */
export function knowledgeBasesOf(scene: TargetScene): readonly NeededResource[] | undefined {
  const { model, target } = scene;
  const values = listOf(property(target.configuration, 'Configurations'), (configuration) => property(configuration, 'ParameterValues'));
  const ids = new Map(values.items.flatMap((value) => idsIn(value)).map((id) => [id.text, id]));
  // Without a preset ID, the caller names the knowledge base.
  if (!values.known || ids.size === 0) return undefined;
  return [...ids.values()].map(({ text }): NeededResource => {
    const [address] = addressesIn(symbolTable(model), text);
    return {
      forms: [arnBeside(scene, 'bedrock', `knowledge-base/${text}`)],
      // The ARN as an attribute of the knowledge base is the same.
      ...address === undefined ? {} : { also: [attributeOf(address, 'KnowledgeBaseArn')], address },
      name: address === undefined ? `knowledge base ${named(text)}` : model.resources[address].path,
    };
  });
}

function idsIn(value: Resolved): Text[] {
  if (isList(value)) return value.flatMap(idsIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => /^knowledgeBaseId$/i.test(key) ? textOf(inner) ?? [] : idsIn(inner));
}
