// Evaluates Cedar policies with the engine that the library uses: one request a line on standard input, one answer a line on standard output.
const { createInterface } = require('node:readline');
const cedar = require('@cedar-policy/cedar-wasm/nodejs');

const ANSWERS = {
  /** The actions that a policy names in its scope, or why the text is no policy. */
  read: ({ statement }) => {
    const parsed = cedar.policyToJson(statement);
    if (parsed.type !== 'success') return { error: parsed.errors.map(({ message }) => message).join('; ') };
    const { entity, entities = entity ? [entity] : [] } = parsed.json.action;
    return { actions: entities.map((action) => (action.__entity ?? action).id) };
  },

  /** Whether some arguments of the tool could be permitted. They are unknown, and so is everything else in the context. */
  mayCall: ({ statements, principal, action, groups, gateway }) => {
    const uid = (type, id) => ({ type: `AgentCore::${type}`, id });
    const unknown = (arg) => ({ __extn: { fn: 'unknown', arg } });
    const answer = cedar.isAuthorizedPartial({
      principal: uid('IamEntity', principal),
      action: uid('Action', action),
      resource: uid('Gateway', gateway),
      context: { input: unknown('input'), system: unknown('system') },
      policies: { staticPolicies: Object.fromEntries(statements.map((statement, index) => [`p${index}`, statement])) },
      entities: [
        { uid: uid('IamEntity', principal), attrs: { id: principal }, parents: [] },
        { uid: uid('Action', action), attrs: {}, parents: groups.map((group) => uid('Action', group)) },
      ],
    });
    if (answer.type !== 'residuals') return { error: answer.errors.map(({ message }) => message).join('; ') };
    return { permitted: answer.response.decision !== 'deny' };
  },
};

createInterface({ input: process.stdin }).on('line', (line) => {
  const { ask, ...request } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(ANSWERS[ask](request))}\n`);
});
