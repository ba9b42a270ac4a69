/**
 * The scenarios of the suite that do not pass through a gateway, and why.
 *
 * The test fails when a scenario is missing here, and also when one of these passes.
 */
const NOT_THE_SERVICES: Readonly<Record<string, string>> = {
  'completion-complete': 'completion/complete is none of the methods that AgentCore Gateway documents',
};

export const HANDSHAKE: Readonly<Record<string, string>> = {
  ...NOT_THE_SERVICES,
  'logging-set-level': 'logging/setLevel is none of the methods that AgentCore Gateway documents',
  'tools-call-with-logging': 'the scenario sets the level with logging/setLevel first',
  'resources-subscribe': 'resources/subscribe is none of the methods that AgentCore Gateway documents',
  'resources-unsubscribe': 'resources/unsubscribe is none of the methods that AgentCore Gateway documents',
};

/** Of gateways without sessions and without response streaming. */
export const WITHOUT_SESSIONS: Readonly<Record<string, string>> = {
  ...HANDSHAKE,
  'tools-call-with-progress': 'without response streaming no notification reaches the client',
  'tools-call-sampling': 'without a session no request of a server reaches the client',
  'tools-call-elicitation': 'without a session no request of a server reaches the client',
  'elicitation-sep1034-defaults': 'without a session no request of a server reaches the client',
  'elicitation-sep1330-enums': 'without a session no request of a server reaches the client',
};

const TASKS = 'the reference server has no tasks: the suite runs the scenario without scoring it';

export const STATELESS: Readonly<Record<string, string>> = {
  ...NOT_THE_SERVICES,
  'tasks-lifecycle': TASKS,
  'tasks-capability-negotiation': TASKS,
  'tasks-wire-fields': TASKS,
  'tasks-request-state-removal': TASKS,
  'tasks-mrtr-input': TASKS,
  'tasks-request-headers': TASKS,
  'tasks-dispatch-and-envelope': TASKS,
  'tasks-required-task-error': TASKS,
  'tasks-mrtr-composition': TASKS,
  'http-custom-header-server-validation': 'the reference server has no tool with x-mcp-header: the suite runs the scenario without scoring it',
};
