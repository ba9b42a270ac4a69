import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage, type BaseMessage, ToolMessage } from '@langchain/core/messages';
import { RequestContext } from '@mastra/core/request-context';
import { Agent, Model } from '@strands-agents/sdk';
import { generateText, stepCountIs } from 'ai';
import { MockLanguageModelV4 } from 'ai/test';
import { createAgent } from 'langchain';
import { runWithSession } from 'agentcore-gateways';
import { mcpClient } from 'agentcore-gateways/ai-sdk';
import { loadTools as loadLangChainTools } from 'agentcore-gateways/langchain';
import { loadTools as loadMastraTools } from 'agentcore-gateways/mastra';
import { strandsClient } from 'agentcore-gateways/strands';
import { iamGateway, type Peer, pick } from './peers.ts';

const TOOL = 'weather___tool_69';
const SESSION = 'session-of-a-user-00000000000000000000';

/** Runs an agent, whose gateway drops the session before the call; checks what arrived. */
async function check(era: string, run: (drop: () => Promise<unknown>) => Promise<string>): Promise<void> {
  const gateway = await iamGateway(era);
  const drop = async () => era === '2025-sessions' ? gateway.tell({ drop: true }) : undefined;
  assert.match(await runWithSession({ sessionId: SESSION }, () => run(drop)), /tool_69: Oslo/);
  await arrived(gateway, era);
}

async function arrived(gateway: Peer, era: string): Promise<void> {
  assert.deepEqual(new Set(pick(await gateway.requests(), 'scheme')), new Set(['AWS4-HMAC-SHA256']));
  assert.deepEqual(new Set(pick(await gateway.received('tools/call'), 'session')), new Set([SESSION]));
  assert.deepEqual(pick(await gateway.received('tools/call'), 'status'), era === '2025-sessions' ? [404, 200] : [200]);
  assert.equal((await gateway.received('tools/list')).length, 3);
}

class ScriptedStrandsModel extends Model {
  public updateConfig(): void {}
  public getConfig(): never {
    return {} as never;
  }

  public async *stream(messages: Parameters<Model['stream']>[0], options?: Parameters<Model['stream']>[1]): ReturnType<Model['stream']> {
    const result = messages.at(-1)!.content.find((block) => block.type === 'toolResultBlock');
    yield { type: 'modelMessageStartEvent', role: 'assistant' };
    if (result) {
      yield { type: 'modelContentBlockStartEvent' };
      yield { type: 'modelContentBlockDeltaEvent', delta: { type: 'textDelta', text: JSON.stringify(result) } };
    } else {
      assert.equal(options?.toolSpecs?.length, 70);
      yield { type: 'modelContentBlockStartEvent', start: { type: 'toolUseStart', name: TOOL, toolUseId: '1' } };
      yield { type: 'modelContentBlockDeltaEvent', delta: { type: 'toolUseInputDelta', input: '{"city":"Oslo"}' } };
    }
    yield { type: 'modelContentBlockStopEvent' };
    yield { type: 'modelMessageStopEvent', stopReason: result ? 'endTurn' : 'toolUse' };
  }
}

class ScriptedChatModel extends BaseChatModel {
  public _llmType(): string {
    return 'scripted';
  }

  public override bindTools(tools: unknown[]): this {
    assert.equal(tools.length, 70);
    return this;
  }

  public async _generate(messages: BaseMessage[]): ReturnType<BaseChatModel['_generate']> {
    const message = messages.at(-1) instanceof ToolMessage ? new AIMessage('done') : new AIMessage({ content: '', tool_calls: [{ name: TOOL, args: { city: 'Oslo' }, id: '1' }] });
    return { generations: [{ text: '', message }] };
  }
}

for (const era of ['both', '2025-sessions']) {
  test(`Strands: ${era}`, () => check(era, async (drop) => {
    const client = await strandsClient('Tools');
    const agent = new Agent({ model: new ScriptedStrandsModel(), tools: [client], printer: false });
    await agent.initialize();
    await drop();
    const answer = String(await agent.invoke('How is the weather in Oslo?'));
    await client.disconnect();
    return answer;
  }));

  test(`LangChain: ${era}`, () => check(era, async (drop) => {
    await using tools = await loadLangChainTools('Tools');
    assert.deepEqual(tools.map(({ name }) => name), Array.from({ length: 70 }, (_, i) => `weather___tool_${i}`));
    await drop();
    const { messages } = await createAgent({ model: new ScriptedChatModel({}), tools }).invoke({ messages: [{ role: 'user', content: 'How is the weather?' }] });
    return JSON.stringify(messages);
  }));

  test(`AI SDK: ${era}`, () => check(era, async (drop) => {
    const client = await mcpClient('Tools');
    const tools = await client.tools();
    assert.equal(Object.keys(tools).length, 70);
    await drop();
    const usage = { inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 }, outputTokens: { total: 1, text: 1, reasoning: 0 } };
    let step = 0;
    const model = new MockLanguageModelV4({
      doGenerate: async () => step++ === 0
        ? { content: [{ type: 'tool-call', toolCallId: '1', toolName: TOOL, input: '{"city":"Oslo"}' }], finishReason: { unified: 'tool-calls', raw: undefined }, usage, warnings: [] }
        : { content: [{ type: 'text', text: 'done' }], finishReason: { unified: 'stop', raw: undefined }, usage, warnings: [] },
    });
    const { steps } = await generateText({ model, tools, prompt: 'How is the weather?', stopWhen: stepCountIs(2) });
    await client.close();
    return JSON.stringify(steps[0]!.toolResults);
  }));

  test(`Mastra: ${era}`, () => check(era, async (drop) => {
    const { tools, client } = await loadMastraTools('Tools');
    assert.equal(Object.keys(tools).length, 70);
    await drop();
    const result = await tools[TOOL]!.execute!({ city: 'Oslo' }, { requestContext: new RequestContext() } as never);
    await client.disconnect();
    return JSON.stringify(result);
  }));
}

test('each says what to do about a refusal', async () => {
  const gateway = await iamGateway('both');
  await gateway.tell({ iam: { keys: {} } });
  const message = /returned 403 to [\s\S]*bedrock-agentcore:InvokeGateway/;
  await assert.rejects(loadLangChainTools('Tools'), message);
  await assert.rejects(mcpClient('Tools'), message);
  await assert.rejects(loadMastraTools('Tools'), message);
  await assert.rejects(async () => (await strandsClient('Tools')).listTools(), message);
});
