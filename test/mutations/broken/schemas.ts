import { EditableApp, Json } from '../editable-app';
import type { Mutation } from '../mutation';
import { EVERY_SETTING, SCHEMAS, SMALLEST } from '../valid/hand-written';
import { UPSTREAM_KITCHEN_SINK } from '../valid/other-constructs';
import { EVERY_TARGET, WEATHER } from '../valid/own-library';

/** Changes the OpenAPI document of the target `Inline`. */
function openApi(change: (document: any) => void): (app: EditableApp) => void {
  return (app) => {
    const schema = app.resource('GatewayTarget', 'Inline').properties.TargetConfiguration.Mcp.OpenApiSchema;
    const document = JSON.parse(schema.InlinePayload);
    change(document);
    schema.InlinePayload = JSON.stringify(document);
  };
}

function smithy(change: (model: any) => void): (app: EditableApp) => void {
  return (app) => {
    const schema = app.resource('GatewayTarget', 'Smithy').properties.TargetConfiguration.Mcp.SmithyModel;
    const model = JSON.parse(schema.InlinePayload);
    change(model);
    schema.InlinePayload = JSON.stringify(model);
  };
}

/** The first tool of the only target. */
function tool(app: EditableApp): Json {
  return app.resource('GatewayTarget').properties.TargetConfiguration.Mcp.Lambda.ToolSchema.InlinePayload[0];
}

function body(document: any): Json {
  return document.paths['/pets'].post.requestBody.content['application/json'];
}

export const SCHEMA_FAULTS: readonly Mutation[] = [
  {
    fault: 'an OpenAPI document with oneOf',
    in: SCHEMAS,
    caughtBy: ['schemas-openapi-unsupported'],
    make: openApi((document) => { body(document).schema = { oneOf: [{ type: 'object' }, { type: 'string' }] }; }),
  },
  {
    fault: 'an OpenAPI document with callbacks',
    in: SCHEMAS,
    caughtBy: ['schemas-openapi-unsupported'],
    make: openApi((document) => { document.paths['/pets'].post.callbacks = { added: { '{$request.body#/url}': { post: { responses: { 200: { description: 'OK' } } } } } }; }),
  },
  {
    fault: 'an OpenAPI parameter in the style deepObject',
    in: SCHEMAS,
    caughtBy: ['schemas-openapi-unsupported'],
    make: openApi((document) => { document.paths['/pets'].get.parameters = [{ name: 'filter', in: 'query', style: 'deepObject', description: 'Which.', schema: { type: 'object' } }]; }),
  },
  {
    fault: 'a document of Swagger 2.0',
    in: SCHEMAS,
    caughtBy: ['schemas-openapi-unsupported'],
    make: openApi((document) => {
      delete document.openapi;
      document.swagger = '2.0';
    }),
  },
  {
    fault: 'an operation without an id',
    in: SCHEMAS,
    caughtBy: ['schemas-openapi-operation-id'],
    make: openApi((document) => { delete document.paths['/pets'].get.operationId; }),
  },
  { fault: 'an OpenAPI document without a server', in: SCHEMAS, caughtBy: ['schemas-openapi-server'], make: openApi((document) => { delete document.servers; }) },
  {
    fault: 'an OpenAPI server that is only a path',
    in: SCHEMAS,
    caughtBy: ['schemas-openapi-server'],
    make: openApi((document) => { document.servers = [{ url: '/v1' }]; }),
  },
  {
    fault: 'a reference to a schema that there is not',
    in: SCHEMAS,
    caughtBy: ['schemas-openapi-invalid'],
    make: openApi((document) => { body(document).schema = { $ref: '#/components/schemas/Pet' }; }),
  },
  { fault: 'an OpenAPI document without operations', in: SCHEMAS, caughtBy: ['schemas-openapi-invalid'], make: openApi((document) => { document.paths = {}; }) },
  {
    fault: 'an operation that nothing describes',
    in: SCHEMAS,
    caughtBy: ['schemas-tool-without-description'],
    make: openApi((document) => { delete document.paths['/pets'].get.description; }),
  },
  {
    fault: 'a document that is cut off',
    in: SCHEMAS,
    caughtBy: ['schemas-document'],
    make: (app) => {
      const schema = app.resource('GatewayTarget', 'Inline').properties.TargetConfiguration.Mcp.OpenApiSchema;
      schema.InlinePayload = schema.InlinePayload.slice(0, -20);
    },
  },
  {
    fault: 'a schema in the template and in a bucket',
    in: SMALLEST,
    caughtBy: ['schemas-one-source'],
    make: (app) => { app.resource('GatewayTarget').properties.TargetConfiguration.Mcp.Lambda.ToolSchema.S3 = { Uri: 's3://schemas/tools.json' }; },
  },
  {
    fault: 'an operation without an id, in a file',
    in: WEATHER,
    caughtBy: ['schemas-openapi-operation-id'],
    make: (app) => app.rewriteFile('operationId', (text) => text.replace(/"operationId": *"\w+",?/, '')),
  },

  // ---- tools of functions
  { fault: 'a tool without a description', in: SMALLEST, caughtBy: ['schemas-tool-description-missing'], make: (app) => { tool(app).Description = ''; } },
  {
    fault: 'a tool with the keys of the API in a template',
    in: SMALLEST,
    caughtBy: ['schemas-tool-definition'],
    make: (app) => {
      const { Name: name, Description: description } = tool(app);
      app.resource('GatewayTarget').properties.TargetConfiguration.Mcp.Lambda.ToolSchema.InlinePayload[0] = { name, description, inputSchema: { type: 'object' } };
    },
  },
  {
    fault: 'a Lambda target without a tool schema',
    in: SMALLEST,
    caughtBy: ['schemas-one-source'],
    make: (app) => { delete app.resource('GatewayTarget').properties.TargetConfiguration.Mcp.Lambda.ToolSchema; },
  },
  { fault: 'a tool whose input is a list', in: SMALLEST, caughtBy: ['schemas-tool-definition'], make: (app) => { tool(app).InputSchema = { Type: 'array', Items: { Type: 'string' } }; } },
  { fault: 'a tool without an input schema', in: SMALLEST, caughtBy: ['schemas-tool-definition'], make: (app) => { delete tool(app).InputSchema; } },
  { fault: 'an argument of a type that there is not', in: SMALLEST, caughtBy: ['schemas-tool-unclear'], make: (app) => { tool(app).InputSchema.Properties.city.Type = 'text'; } },
  { fault: 'an enumeration in a tool schema', in: SMALLEST, caughtBy: ['schemas-keyword-dropped'], make: (app) => { tool(app).InputSchema.Properties.city.Enum = ['Lyon']; } },
  {
    fault: 'a required argument that there is not',
    in: SMALLEST,
    caughtBy: ['schemas-tool-definition'],
    make: (app) => { tool(app).InputSchema.Required = ['town']; },
  },
  {
    fault: 'a tool schema in a file with a keyword that gets lost',
    in: WEATHER,
    caughtBy: ['schemas-keyword-dropped'],
    make: (app) => app.rewriteFile('inputSchema', (text) => text.replace('"type": "string"', '"type": "string", "enum": ["a", "b"]')),
  },

  // ---- REST APIs
  {
    fault: 'a method without a name',
    in: SCHEMAS,
    caughtBy: ['schemas-api-gateway'],
    make: (app) => { delete app.resource('ApiGateway::Method').properties.OperationName; },
  },
  {
    fault: 'a filter that selects nothing',
    in: UPSTREAM_KITCHEN_SINK,
    caughtBy: ['schemas-api-gateway-partial'],
    make: (app) => { app.resource('GatewayTarget', 'Tools/Orders').properties.TargetConfiguration.Mcp.ApiGateway.ApiGatewayToolConfiguration.ToolFilters[0].FilterPath = '/order'; },
  },
  {
    fault: 'an override of a method that no filter selects',
    in: EVERY_TARGET,
    caughtBy: ['schemas-api-gateway'],
    make: (app) => {
      app.resource('GatewayTarget', 'Outer/Orders').properties.TargetConfiguration.Mcp.ApiGateway.ApiGatewayToolConfiguration.ToolOverrides = [{ Path: '/orders', Method: 'POST', Name: 'add_order' }];
    },
  },

  // ---- Smithy
  {
    fault: 'a Smithy service with another protocol',
    in: SCHEMAS,
    caughtBy: ['schemas-smithy'],
    make: smithy((model) => {
      const { traits } = model.shapes['com.example#Pets'];
      delete traits['aws.protocols#restJson1'];
      traits['aws.protocols#awsJson1_1'] = {};
    }),
  },
  {
    fault: 'a Smithy service that is not one of AWS',
    in: SCHEMAS,
    caughtBy: ['schemas-smithy-custom'],
    make: smithy((model) => { delete model.shapes['com.example#Pets'].traits['aws.api#service']; }),
  },
  {
    fault: 'a Smithy model in another form',
    in: SCHEMAS,
    caughtBy: ['schemas-document'],
    make: (app) => { app.resource('GatewayTarget', 'Smithy').properties.TargetConfiguration.Mcp.SmithyModel.InlinePayload = 'namespace com.example\nservice Pets {}'; },
  },
  {
    fault: 'a tool schema that is no list',
    in: EVERY_SETTING,
    caughtBy: ['schemas-document'],
    make: (app) => {
      const schema = app.resource('GatewayTarget').properties.TargetConfiguration.Mcp.Lambda.ToolSchema;
      [schema.InlinePayload] = schema.InlinePayload;
    },
  },
];
