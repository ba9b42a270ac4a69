// A custom resource that has a target read anew, and waits until that is done. The emulator verifies no signatures.
exports.handler = async ({ RequestType, ResponseURL, StackId, RequestId, LogicalResourceId, PhysicalResourceId = 'synchronization', ResourceProperties }) => {
  let outcome = { Status: 'SUCCESS' };
  if (RequestType !== 'Delete') outcome = await synchronize(ResourceProperties);
  await fetch(ResponseURL, { method: 'PUT', body: JSON.stringify({ ...outcome, PhysicalResourceId, StackId, RequestId, LogicalResourceId }) });
};

async function synchronize({ Gateway, Target, Region }) {
  const call = async (method, path, body) => {
    const response = await fetch(`https://bedrock-agentcore-control.${Region}.amazonaws.com${path}`, {
      method, body: body && JSON.stringify(body), headers: { authorization: `AWS4-HMAC-SHA256 Credential=${process.env.AWS_ACCESS_KEY_ID}/20260101/${Region}/bedrock-agentcore/aws4_request` },
    });
    return { http: response.status, ...await response.json() };
  };
  const started = await call('PUT', `/gateways/${Gateway}/synchronize`, { targetIdList: [Target] });
  if (started.http !== 202) return { Status: 'FAILED', Reason: started.message };
  for (;;) {
    const { status } = await call('GET', `/gateways/${Gateway}/targets/${Target}`);
    if (status === 'READY') return { Status: 'SUCCESS' };
    if (status !== 'SYNCHRONIZING') return { Status: 'FAILED', Reason: status };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
