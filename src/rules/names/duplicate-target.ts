import type { Target } from '../../model/gateway-model';
import { shorten } from '../../schema/json';
import { alwaysTogether, gatewayOf, placeOf } from '../lib/places';
import { Evaluation, Rule } from '../rule';

export const namesDuplicateTarget: Rule = {
  id: 'names-duplicate-target',
  group: 'names',
  severity: 'error',
  sentence: 'The targets of a gateway have different names.',
  why: 'The service rejects the second target during deployment, because the target name distinguishes the tools.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-tool-naming.html',
  evaluate: ({ model }) => {
    const evaluation = new Evaluation();
    const first = new Map<string, Target>();
    for (const target of model.targets) {
      const { gateway, name, path } = target;
      if (!gateway || !name) continue;
      const key = `${gateway.address ?? gateway.text}\n${name.text}`;
      const other = first.get(key);
      if (!other) {
        first.set(key, target);
        if (name.known) evaluation.pass();
        else evaluation.unknown(`the name of ${path} is unresolved until deployment`);
      } else if (!alwaysTogether(model, target.address, other.address)) {
        evaluation.unknown(`it is unknown until deployment whether ${path} and ${other.path}, which have the same name, are both created`);
      } else {
        evaluation.fail({
          at: placeOf(target),
          with: [placeOf(other)],
          message: `target name \`${shorten(name.text)}\` is already used by ${other.path}, a target of the same gateway ${gatewayOf(model, target)?.path ?? gateway.text}`,
          fix: 'rename one of the two',
        });
      }
    }
    return evaluation.verdict;
  },
};
