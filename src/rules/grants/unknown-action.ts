import { editDistance } from '../../cedar/did-you-mean';
import { isKnown } from '../../model/value';
import { AGENTCORE } from '../../service/agentcore';
import { INVOKE_GATEWAY, INVOKE_RUNTIME, INVOKE_RUNTIME_FOR_USER } from '../../service/permission';
import { PERMISSIONS } from '../../service/permissions';
import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

/** The actions that gateways, their callers and their targets need. */
const ACTIONS = [...new Set([...Object.values(PERMISSIONS).flatMap(({ actions }) => actions), INVOKE_GATEWAY, INVOKE_RUNTIME, INVOKE_RUNTIME_FOR_USER])];
/** Other names for the service, which are not prefixes of its actions. */
const OTHER_PREFIXES = ['agentcore', 'bedrock', 'bedrockagentcore', 'bedrock-agent-core', 'bedrock-agentcore-control', 'bedrock-agentcore-runtime', 'bedrock-agentcore-identity'];

/** The statements of roles contain no misspelled actions. */
export const unknownAction: Rule = {
  id: 'grants-unknown-action',
  group: 'grants',
  severity: 'warning',
  sentence: 'The actions in the statements of roles are not misspelled.',
  why: 'IAM accepts actions that do not exist. The role then lacks the permission that was meant.',
  source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrockagentcore.html',
  evaluate: ({ model }) => evaluateEach(model.roles.flatMap(({ statements }) => statements), (evaluation, { actions, carrier }) => {
    const slips = actions.items.flatMap(({ text }) => {
      const meant = isKnown(text) && !/[*?]/.test(text) ? meantBy(text) : undefined;
      return meant === undefined ? [] : [{ text, meant }];
    });
    if (slips.length === 0) return evaluation.pass();
    for (const { text, meant } of slips) {
      evaluation.fail({ at: placeOf(carrier), message: `policy ${carrier.path} names \`${text}\`, which is not an action`, fix: `write \`${meant}\`` });
    }
  }),
};

const found = new Map<string, string | undefined>();

/** The action that was probably meant by one that does not exist. */
function meantBy(written: string): string | undefined {
  if (!found.has(written)) found.set(written, search(written.toLowerCase()));
  return found.get(written);
}

function search(written: string): string | undefined {
  const [prefix, name] = written.split(':');
  if (name === undefined || ACTIONS.some((action) => action.toLowerCase() === written)) return undefined;
  return ACTIONS.find((action) => {
    const [service, known] = action.toLowerCase().split(':');
    if (service === AGENTCORE && known === name) return OTHER_PREFIXES.includes(prefix);
    // Valid actions of other services differ in two letters: `s3:GetObject` and `s3:PutObject`.
    const most = service === AGENTCORE ? 2 : 1;
    return service === prefix && Math.abs(known.length - name.length) <= most && editDistance(known, name) <= most;
  });
}
