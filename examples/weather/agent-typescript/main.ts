// The same agent in TypeScript, with the AI SDK: npx agentcore-gateway dev -- node agent-typescript/main.ts "weather in Oslo?"
import { mcpClient } from 'agentcore-gateways/ai-sdk';
import { generateText, isStepCount } from 'ai';
import { scriptedModel } from './scripted-model.ts';

const prompt = process.argv.slice(2).join(' ');
const gateway = await mcpClient('TeamGateway');
try {
  // A script stands in for the model, so no AWS account is needed; with one: bedrock('<model id>') of @ai-sdk/amazon-bedrock.
  const { text } = await generateText({ model: scriptedModel(), tools: await gateway.tools(), stopWhen: isStepCount(2), prompt });
  console.log(text);
} finally {
  await gateway.close();
}
