// Logs who asks for what, and changes nothing. Arguments and results stay out of the log.
exports.handler = async ({ mcp: { gatewayRequest, gatewayResponse } }) => {
  const { method, params } = gatewayRequest.body ?? {};
  console.log(JSON.stringify({ method, tool: params?.name, status: gatewayResponse?.statusCode }));
  const transformed = gatewayResponse
    ? { transformedGatewayResponse: { statusCode: gatewayResponse.statusCode, body: gatewayResponse.body } }
    : { transformedGatewayRequest: { body: gatewayRequest.body } };
  return { interceptorOutputVersion: '1.0', mcp: transformed };
};
