// An agent that repeats its prompt: the contract of AgentCore Runtime, without a model.
const { createServer } = require('node:http');

createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const result = request.url === '/ping' ? { status: 'Healthy' } : { prompt: JSON.parse(body).prompt };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
}).listen(8080, '0.0.0.0');
