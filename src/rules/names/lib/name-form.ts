import type { Located } from '../../../model/gateway-model';
import { partsOf, Text } from '../../../model/value';
import { shorten } from '../../../schema/json';
import { hasForm, NameForm } from '../../../service/names';
import { placeOf } from '../../lib/places';
import type { Evaluation } from '../../rule';

/** Evaluates a name; of one that is not known, the parts that are. */
export function evaluateName(evaluation: Evaluation, at: Located, name: Text | undefined, form: NameForm): void {
  if (!name) return;
  const fault = faultOf(name, form);
  if (fault !== undefined) {
    return evaluation.fail({
      at: placeOf(at),
      message: `${form.name} \`${shorten(name.text)}\` ${fault}`,
      fix: `use ${form.min} to ${form.max} ${form.allowed}`,
    });
  }
  if (name.known) evaluation.pass();
  else evaluation.unknown(`only the deployment knows the ${form.name} of ${at.path}`);
}

function faultOf({ text, known }: Text, form: NameForm): string | undefined {
  const { characters, max, min } = form;
  const literal = partsOf(text).map((part) => 'literal' in part ? part.literal : '').join('');
  // A reference to Secrets Manager or Parameter Store is written out and replaced at deployment.
  if (!known && literal === text) return undefined;
  if (literal.length > max) return `has ${known ? '' : 'at least '}${literal.length} characters`;
  const wrong = [...literal].find((character) => !characters.test(character));
  if (wrong !== undefined) return `has the character \`${wrong}\``;
  if (!known || hasForm(literal, form)) return undefined;
  return literal.length < min ? `has ${literal.length} characters` : 'is not valid';
}
