// The tool get_weather as an MCP server over stdio.
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';

const server = new McpServer({ name: 'weather', version: '1.0.0' });
server.registerTool('get_weather', { description: 'The usual weather', inputSchema: { city: z.string(), month: z.number() } }, ({ city, month }) => {
  const structuredContent = { city, month, meanTemperatureCelsius: 2, daylightHours: 7.5 };
  return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
});
await server.connect(new StdioServerTransport());
