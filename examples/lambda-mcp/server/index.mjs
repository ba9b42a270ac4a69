import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { serve } from './function-url.mjs';

const RECIPES = { pancakes: 'Flour, milk and eggs.', waffles: 'Flour, butter and eggs.', porridge: 'Oats and milk.' };

function newServer() {
  const server = new McpServer({ name: 'recipes', version: '1.0.0' });
  server.registerTool('find_recipes', {
    description: 'Finds recipes with an ingredient.',
    inputSchema: { ingredient: z.string().describe('An ingredient, such as milk.') },
  }, async ({ ingredient }) => {
    const found = Object.entries(RECIPES).filter(([, text]) => text.toLowerCase().includes(ingredient.toLowerCase()));
    return { content: [{ type: 'text', text: found.map(([name, text]) => `${name}: ${text}`).join('\n') }] };
  });
  return server;
}

export const handler = serve(newServer);
