import { evaluateType } from './lib/combination';
import { property, textOf, textsOf } from '../../model/value';
import { RUNTIME } from '../../service/resource-types';
import { quoted } from '../lib/wording';
import type { Rule } from '../rule';

/** By the beginning of the runtime: `PYTHON_3_13`, `NODE_22`. */
const FILES: readonly (readonly [RegExp, RegExp, string])[] = [
  [/^PYTHON/i, /\.py$/i, '.py'],
  [/^NODE/i, /\.[cm]?js$/i, '.js'],
];

export const propertiesRuntimeEntryPoint: Rule = {
  id: 'properties-runtime-entry-point',
  group: 'properties',
  severity: 'error',
  sentence: 'The entry point of a runtime with code is a file of its language.',
  why: 'The service returns "Entrypoint file type does not match your selected runtime".',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CodeConfiguration.html',
  evaluate: ({ model }) => evaluateType(model, RUNTIME, ({ path, properties }) => {
    const code = property(properties, 'AgentRuntimeArtifact', 'CodeConfiguration');
    const language = textOf(property(code, 'Runtime'));
    const entryPoint = textsOf(property(code, 'EntryPoint'));
    if (!language || entryPoint.items.length === 0) return undefined;
    const [, file, ending] = FILES.find(([runtime]) => runtime.test(language.text)) ?? [];
    // The entry point may begin with a program, such as `opentelemetry-instrument`.
    if (!file || entryPoint.items.some(({ text }) => file.test(text))) return undefined;
    if (!language.known || !entryPoint.known || entryPoint.items.some(({ known }) => !known)) return { unknown: `the entry point of ${path} is unresolved until deployment` };
    return {
      message: `the runtime is \`${language.text}\`, but the entry point ${quoted(entryPoint.items.map(({ text }) => text))} contains no file that ends in \`${ending}\``,
      fix: `name a \`${ending}\` file of the code`,
    };
  }),
};
