import type { Located } from '../../../model/gateway-model';
import { partsOf, Text } from '../../../model/value';
import { shorten } from '../../../schema/json';
import { hasForm, NameForm } from '../../../service/names';
import { placeOf } from '../../lib/places';
import type { Evaluation } from '../../rule';

/** Evaluates a name, or the known parts of an unresolved name. */
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
  else evaluation.unknown(`the ${form.name} of ${at.path} is unresolved until deployment`);
}

function faultOf({ text, known }: Text, form: NameForm): string | undefined {
  const { characters, max, min } = form;
  const literal = partsOf(text).map((part) => 'literal' in part ? part.literal : '').join('');
  // Dynamic references to Secrets Manager and Parameter Store are resolved at deployment.
  if (!known && literal === text) return undefined;
  if (literal.length > max) return `has ${known ? '' : 'at least '}${literal.length} characters`;
  const wrong = [...literal].find((character) => !characters.test(character));
  if (wrong !== undefined) return `contains the character \`${wrong}\``;
  if (!known || hasForm(literal, form)) return undefined;
  return literal.length < min ? `has ${literal.length} characters` : 'is not valid';
}
