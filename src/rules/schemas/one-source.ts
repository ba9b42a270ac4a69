import type { Target } from '../../model/gateway-model';
import { property, Resolved } from '../../model/value';
import { evaluateEach, placeOf, isUnresolved } from '../lib/places';
import type { Rule } from '../rule';

export const schemasOneSource: Rule = {
  id: 'schemas-one-source',
  group: 'schemas',
  severity: 'error',
  sentence: 'A schema is either in the template or in S3.',
  why: 'The service rejects a schema that is in both or in neither. CloudFormation\'s schema does not check values that contain intrinsic functions such as Fn::GetAtt.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_ApiSchemaConfiguration.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const schema = schemaOf(target);
    if (schema === undefined) {
      if (target.kind !== 'lambda') return;
      return evaluation.fail({ at: placeOf(target), message: 'a Lambda target has no `ToolSchema`', fix: 'add `ToolSchema` with `InlinePayload` or `S3`' });
    }
    if (isUnresolved(schema)) return evaluation.unknown(`the location of the schema of ${target.path} is unresolved until deployment`);
    const sources = ['InlinePayload', 'S3'].filter((name) => property(schema, name) !== undefined);
    if (sources.length === 1) return evaluation.pass();
    evaluation.fail({
      at: placeOf(target),
      message: sources.length === 0 ? 'the schema has neither `InlinePayload` nor `S3`' : 'the schema has both `InlinePayload` and `S3`',
      fix: sources.length === 0 ? 'add one of them' : 'keep one of them',
    });
  }),
};

function schemaOf({ kind, configuration, targetConfiguration }: Target): Resolved | undefined {
  switch (kind) {
    case 'lambda': {
      const lambda = property(targetConfiguration, 'Mcp', 'Lambda');
      return isUnresolved(lambda) ? lambda : property(configuration, 'ToolSchema');
    }
    case 'mcpServer': return property(configuration, 'McpToolSchema');
    case 'openApi': return property(targetConfiguration, 'Mcp', 'OpenApiSchema');
    case 'smithy': return property(targetConfiguration, 'Mcp', 'SmithyModel');
    case 'runtime':
    case 'passthrough': return property(configuration, 'Schema', 'Source');
    case 'apiGateway':
    case 'connector':
    case 'httpConnector':
    case 'inferenceProvider':
    case 'inferenceConnector':
    case 'unknown': return undefined;
  }
}
