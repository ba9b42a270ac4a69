// A small MCP server behind a function URL: streamable HTTP without sessions, with streamed responses.
const tools = require('./tools.json');

const ANSWERS = { 'How long does delivery take?': 'Two days.', 'Can I return a teapot?': 'Within 30 days.' };

const METHODS = {
  'initialize': ({ protocolVersion }) => ({ protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'faq', version: '1.0.0' } }),
  'ping': () => ({}),
  'tools/list': () => ({ tools }),
  'tools/call': ({ arguments: { question } }) => {
    const found = Object.entries(ANSWERS).filter(([asked]) => asked.toLowerCase().includes(question.toLowerCase()));
    return { content: [{ type: 'text', text: JSON.stringify(Object.fromEntries(found)) }] };
  },
};

function respond({ body, isBase64Encoded, rawPath, requestContext }) {
  if (requestContext.http.method !== 'POST' || rawPath !== '/mcp') return { statusCode: 405 };
  const { id, method, params } = JSON.parse(Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'));
  if (id === undefined) return { statusCode: 202 };
  const outcome = METHODS[method]
    ? { result: METHODS[method](params ?? {}) }
    : { error: { code: -32601, message: `method ${method} not found` } };
  return { statusCode: 200, message: { jsonrpc: '2.0', id, ...outcome } };
}

exports.handler = awslambda.streamifyResponse(async (event, responseStream) => {
  const { statusCode, message } = respond(event);
  const stream = awslambda.HttpResponseStream.from(responseStream, { statusCode, headers: { 'content-type': 'application/json' } });
  stream.end(message ? JSON.stringify(message) : '');
});
