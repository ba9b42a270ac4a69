// Does by a script what a model does: asks for the weather in the city of the prompt, and says what it is.
import type { LanguageModel } from 'ai';
import { MockLanguageModelV4 } from 'ai/test';

const usage = { inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 }, outputTokens: { total: 1, text: 1, reasoning: 0 } };

export function scriptedModel(): LanguageModel {
  return new MockLanguageModelV4({
    doGenerate: async ({ prompt, tools = [] }) => {
      const [part] = prompt.at(-1)!.content as ContentPart[];
      if (part.type === 'tool-result') {
        return { content: [{ type: 'text', text: sentence(part.output.value) }], finishReason: { unified: 'stop', raw: undefined }, usage, warnings: [] };
      }
      // The gateway of the team lists get_weather as domain___weather___get_weather.
      const toolName = tools.find(({ name }) => name.endsWith('___get_weather'))!.name;
      const input = JSON.stringify({ city: /in ([^?]+)/.exec(part.text)![1], month: new Date().getMonth() + 1 });
      return { content: [{ type: 'tool-call', toolCallId: '1', toolName, input }], finishReason: { unified: 'tool-calls', raw: undefined }, usage, warnings: [] };
    },
  });
}

type ContentPart = { type: 'text'; text: string } | { type: 'tool-result'; output: { value: unknown } };

function sentence(result: unknown): string {
  const text = /\{"city".*?\}|$/.exec(JSON.stringify(result).replaceAll('\\"', '"'))![0];
  if (text === '') return JSON.stringify(result); // The tool returned an error.
  const { city, meanTemperatureCelsius, daylightHours } = JSON.parse(text) as { city: string; meanTemperatureCelsius: number; daylightHours: number };
  return `${city} usually has ${meanTemperatureCelsius} °C and ${daylightHours} hours of daylight in this month.`;
}
