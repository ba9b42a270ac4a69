import { testRule } from './rows';
import { agentTarget, lambdaTarget, mcpTarget, openApi, openApiTarget, target, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { schemasOneSource } from '../../src/rules/schemas/one-source';

const S3 = { S3: { Uri: 's3://schemas/pets.json' } };

testRule(schemasOneSource, {
  fails: [
    ['both', withTarget(openApiTarget({ TargetConfiguration: { Mcp: { OpenApiSchema: { InlinePayload: openApi(), ...S3 } } } })), 'S1/Target: the schema has both `InlinePayload` and `S3`; keep one of them'],
    ['neither', withTarget(target({ Mcp: { Lambda: { LambdaArn: 'x', ToolSchema: {} } } })), 'the schema has neither `InlinePayload` nor `S3`; add one of them'],
    ['an agent with neither', withTarget(agentTarget('x', {}, { Schema: { Source: {} } })), 'the schema has neither `InlinePayload` nor `S3`'],
    ['a function without tools', withTarget(target({ Mcp: { Lambda: { LambdaArn: 'x' } } })), 'S1/Target: a Lambda target has no `ToolSchema`; add `ToolSchema` with `InlinePayload` or `S3`'],
  ],
  passes: [['a schema in the template', withTarget(lambdaTarget())], ['a schema in S3', withTarget(mcpTarget('https://docs.example.com', {}, { McpToolSchema: S3 }))]],
  doesNotApply: [['a server without a schema', withTarget(mcpTarget('https://docs.example.com'))]],
  isUnknown: [['a schema that is a parameter', withTarget(mcpTarget('https://docs.example.com', {}, { McpToolSchema: UNKNOWN })), 'the location of the schema of S1/Target']],
});
