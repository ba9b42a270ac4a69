import type { GatewayModel, Target } from '../../model/gateway-model';
import type { List, Text } from '../../model/value';
import { shorten } from '../../schema/json';
import { HEADER_NAME_CHARACTERS, PASSED_NAMES, QUERY_PARAMETER_CHARACTERS } from '../../service/limits';
import { whyHeaderStays } from '../../service/reserved-headers';
import { gatewayOf, evaluateEach, placeOf } from '../lib/places';
import type { Evaluation, Rule } from '../rule';

const LISTS = [
  { key: 'requestHeaders', name: 'AllowedRequestHeaders', item: 'header', maxLength: HEADER_NAME_CHARACTERS.max },
  { key: 'responseHeaders', name: 'AllowedResponseHeaders', item: 'header', maxLength: HEADER_NAME_CHARACTERS.max },
  { key: 'queryParameters', name: 'AllowedQueryParameters', item: 'query parameter', maxLength: QUERY_PARAMETER_CHARACTERS.max },
] as const;

export const limitsMetadataLists: Rule = {
  id: 'limits-metadata-lists',
  group: 'limits',
  severity: 'error',
  sentence: `A list of forwarded headers or query parameters of a target has ${PASSED_NAMES.min} to ${PASSED_NAMES.max} unique names, without names that the gateway reserves.`,
  why: 'The service rejects the target. CloudFormation\'s schema does not check lists that contain intrinsic functions.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-headers.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    for (const list of LISTS) {
      const names = target.metadata[list.key];
      if (names) evaluateList(evaluation, target, names, list);
      if (names && list.item === 'header') evaluateSession(evaluation, model, target, names, list.name);
    }
  }),
};

function evaluateList(evaluation: Evaluation, target: Target, { items, known }: List<Text>, { name, item, maxLength }: typeof LISTS[number]): void {
  const twice = items.find(({ text }, index) => items.findIndex((other) => other.text === text) < index);
  const long = items.find((text) => text.known && text.text.length > maxLength);
  const kept = item === 'header' ? items.find((text) => text.known && whyHeaderStays(text.text) !== undefined) : undefined;
  const at = placeOf(target);
  if (items.length > PASSED_NAMES.max || (known && items.length === 0)) {
    evaluation.fail({ at, message: `\`${name}\` has ${items.length} names, but must have ${PASSED_NAMES.min} to ${PASSED_NAMES.max}`, fix: items.length === 0 ? 'omit the list' : 'remove some of them' });
  } else if (twice) {
    evaluation.fail({ at, message: `\`${name}\` has the ${item} \`${shorten(twice.text)}\` twice`, fix: 'remove one of the two' });
  } else if (long) {
    evaluation.fail({ at, message: `the ${item} \`${shorten(long.text)}\` in \`${name}\` has ${long.text.length} characters`, fix: `use ${maxLength} characters or fewer` });
  } else if (kept) {
    evaluation.fail({ at, message: `the header \`${kept.text}\` in \`${name}\` ${whyHeaderStays(kept.text)}`, fix: 'remove it' });
  } else if (!known || items.some((text) => !text.known)) {
    evaluation.unknown(`\`${name}\` of ${target.path} is unresolved until deployment`);
  } else {
    evaluation.pass();
  }
}

/** A gateway with sessions uses this header for its own sessions. */
function evaluateSession(evaluation: Evaluation, model: GatewayModel, target: Target, { items }: List<Text>, name: string): void {
  const session = items.find(({ text }) => text.toLowerCase() === 'mcp-session-id');
  if (!session || gatewayOf(model, target)?.mcp?.sessionTimeoutInSeconds === undefined) return;
  evaluation.fail({
    at: placeOf(target),
    message: `the header \`${session.text}\` in \`${name}\` is reserved, because the gateway has sessions (\`SessionConfiguration\`)`,
    fix: 'remove the header, or remove `SessionConfiguration` from the gateway',
  });
}
