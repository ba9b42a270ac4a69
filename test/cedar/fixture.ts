/** A gateway whose tools use all features of schemas. */
import type { ToolTarget } from '../../src/cedar/schema-from-tools';

export const GATEWAY_ARN = 'arn:aws:bedrock-agentcore:eu-west-1:123456789012:gateway/support-x1y2z3';

export const PLACEHOLDERS = {
  gatewayArn: GATEWAY_ARN,
  accountId: '123456789012',
  supportAgent: 'arn:aws:sts::123456789012:assumed-role/SupportAgent',
};

const text = { type: 'string' };
const nullable = { anyOf: [text, { type: 'null' }] };

export const TARGETS: readonly ToolTarget[] = [
  {
    name: 'orders',
    tools: [
      { name: 'get_order', inputSchema: { type: 'object', properties: { orderId: text }, required: ['orderId'] } },
      { name: 'list_orders', inputSchema: { type: 'object', properties: {} } },
      {
        name: 'cancel_order',
        inputSchema: {
          type: 'object',
          properties: { orderId: text, reason: { type: 'string', enum: ['fraud', 'changed_mind', 'other'] } },
          required: ['orderId', 'reason'],
        },
      },
      {
        name: 'refund_order',
        inputSchema: {
          type: 'object',
          properties: {
            orderId: text,
            amount: { type: 'integer' },
            note: text,
            limit: { type: 'integer' },
            tags: { type: 'array', items: text },
            address: { type: 'object', properties: { street: text, zip: text }, required: ['street'] },
          },
          required: ['orderId', 'amount'],
        },
      },
    ],
  },
  {
    name: 'pricing',
    tools: [
      { name: 'quote', inputSchema: { type: 'object', properties: { sku: text, quantity: { type: 'integer' } }, required: ['sku'] } },
      {
        name: 'set_price',
        inputSchema: { type: 'object', properties: { sku: text, price: { type: 'number' }, until: { type: 'string', format: 'date-time' } }, required: ['sku', 'price'] },
      },
      { name: 'discount', inputSchema: { type: 'object', properties: { percent: { type: 'number' } }, required: ['percent'] } },
    ],
  },
  {
    name: 'ts-mcp',
    tools: [
      {
        name: 'divide',
        inputSchema: { type: 'object', properties: { 'a': { type: 'number' }, 'b-c': text, 'label': nullable, 'any': {}, 'labels': { type: 'object', additionalProperties: text } }, required: ['a', 'label', 'any', 'labels'] },
      },
    ],
  },
  { name: 'crm', tools: 'unknown' },
];
