import { lines } from './finding-lines';
import { readInlineTools } from '../../src/schema/inline-tools';

const CASE = 'error tool-schema-key-case';

describe('tools in a template', () => {
  test('with CloudFormation keys are read', () => {
    const { tools, findings } = readInlineTools([{ Name: 'a', Description: 'b', InputSchema: { Type: 'object', Properties: { type: { Type: 'string' } }, Required: ['type'] } }]);
    expect(findings).toEqual([]);
    expect(tools).toMatchObject([{ name: 'a', inputSchema: { properties: { type: { type: 'string' } } } }]);
  });

  test('with API keys are rejected once for each tool', () => {
    const read = readInlineTools([{ name: 'a', description: 'b', inputSchema: { type: 'object' } }, { Name: 'c', Description: 'd', InputSchema: { type: 'object' } }]);
    expect(lines(read)).toEqual([
      expect.stringContaining(`${CASE} /0/name`),
      expect.stringContaining(`${CASE} /1/InputSchema/type`),
    ]);
    expect(read.findings[0]).toMatchObject({
      message: 'key `name` starts with a lower-case letter, but CloudFormation requires an upper-case letter',
      fix: expect.stringContaining('write `Name`'),
    });
  });

  test('with an unknown type are read with a warning, because the service may support it in the future', () => {
    const when = { Type: 'date', Properties: { day: { Type: 'integer' } }, Items: { Type: 'string' }, Format: 'x' };
    const read = readInlineTools([{ Name: 'a', Description: 'b', InputSchema: { Type: 'object', Properties: { when } } }]);
    expect(read.tools).toMatchObject([{ inputSchema: { properties: { when: { type: 'date', properties: { day: { type: 'integer' } }, items: { type: 'string' } } } } }]);
    expect(lines(read)).toEqual([
      expect.stringContaining('warning schema-keyword-dropped /0/inputSchema/properties/when/format'),
      expect.stringContaining('warning tool-schema-type-new /0/inputSchema/properties/when/type'),
    ]);
  });

  test('with an API key deep in a schema are rejected', () => {
    const read = readInlineTools([{ Name: 'a', Description: 'b', OutputSchema: { Type: 'object', Properties: { list: { Type: 'array', Items: { type: 'string' } } } }, InputSchema: { Type: 'object' } }]);
    expect(lines(read)).toEqual([expect.stringContaining(`${CASE} /0/OutputSchema/Properties/list/Items/type`)]);
  });
});
