// Serves MCP at a function URL that streams responses. Each request has a server of its own: there are no sessions.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';

/** The handler of a function whose tools are those of the servers that `newServer` returns. */
export function serve(newServer) {
  return awslambda.streamifyResponse(async (event, responseStream) => {
    const transport = new WebStandardStreamableHTTPServerTransport({ sessionIdGenerator: undefined });
    await newServer().connect(transport);
    const { status, headers, body } = await transport.handleRequest(requestOf(event));
    const stream = awslambda.HttpResponseStream.from(responseStream, { statusCode: status, headers: Object.fromEntries(headers) });
    if (body) await pipeline(Readable.fromWeb(body), stream);
    else stream.end();
  });
}

function requestOf({ body, headers, isBase64Encoded, rawPath, rawQueryString, requestContext }) {
  return new Request(`https://${requestContext.domainName}${rawPath}?${rawQueryString}`, {
    method: requestContext.http.method,
    headers,
    ...body === undefined ? {} : { body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') },
  });
}
