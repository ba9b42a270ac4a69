/** Every known difference of the local gateways from the service. docs/DIFFERENCES.md and `dev --differences` say the same. */
export interface Difference {
  readonly id: string;
  /** What is different. */
  readonly what: string;
  readonly why: string;
  /** The page that says how the service is; missing where no page does. */
  readonly source?: string;
}

const DEVGUIDE = 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide';

export const DIFFERENCES: readonly Difference[] = [
  {
    id: 'no-security-boundary',
    what: 'Callers are whoever they say they are: --as and the header x-local-principal name the principal; tokens and signatures are not read',
    why: 'The local gateway shows what policies do. Any program on this machine may call it',
    source: `${DEVGUIDE}/gateway-inbound-auth.html`,
  },
  {
    id: 'anonymous-principal',
    what: 'The principal of a call without a name is the only caller that the app allows; with several callers it is anyone',
    why: 'Somebody has to call',
  },
  {
    id: 'live-lists',
    what: 'Tools, prompts and resources of MCP servers are listed live and kept for a second; a server that is down keeps its last list',
    why: 'The service keeps the list of the last synchronization; here nothing synchronizes, and a change of the server is to be seen at once',
    source: `${DEVGUIDE}/gateway-target-MCPservers.html`,
  },
  {
    id: 'search-ranking',
    what: 'The search tool ranks by words, and returns up to 10 tools',
    why: 'The ranking of the service is not documented',
    source: `${DEVGUIDE}/gateway-using-mcp-semantic-search.html`,
  },
  {
    id: 'structured-content',
    what: 'The result of a Lambda tool with an output schema has structuredContent too',
    why: 'MCP requires it, and clients of the MCP SDKs refuse results without; what the service does is not documented',
  },
  {
    id: 'decisions-time',
    what: 'Cedar decides by the clock of this machine, and by the open-source engine of one version',
    why: 'The version of the engine in the service is not published',
  },
  {
    id: 'policies-elsewhere',
    what: 'Temporal and guardrail policies, and policies of engines outside of the app, are not evaluated; a tool that only they permit is denied',
    why: 'Only the service has the history and the guardrails',
    source: `${DEVGUIDE}/policy-temporal.html`,
  },
  {
    id: 'targets-not-run',
    what: 'Smithy models, connectors, and targets with OAuth or IAM credentials are listed, and a call says how to give something in their place; HTTP and inference targets do not run',
    why: 'They, or their credentials, are in AWS only',
  },
  {
    id: 'rest-apis',
    what: 'Methods of a REST API of the app with a Lambda or HTTP proxy integration call what is behind them, without authorizers, API keys, validators, mapping templates and throttling of API Gateway; others are listed',
    why: 'The rest of API Gateway is in AWS only. Arguments come from the methods and models in the template, and those of the service from the export of the stage',
    source: `${DEVGUIDE}/gateway-target-api-gateway.html`,
  },
  {
    id: 'rules-and-rate-limits',
    what: 'Gateway rules and rate limits have no effect',
    why: 'They choose between versions and limit traffic of many callers, which one developer does not have',
    source: `${DEVGUIDE}/gateway-rules.html`,
  },
  {
    id: 'http-arguments',
    what: 'The arguments of an OpenAPI tool are the parameters of its operation and the properties of its body; a body that is no object is the argument `body`, and lists in cookies are separated by commas',
    why: 'The mapping of the service is not documented; this is that of the tool schemas that `check` and Cedar policies see',
    source: `${DEVGUIDE}/gateway-schema-openapi.html`,
  },
  {
    id: 'http-bodies',
    what: 'Bodies are sent as JSON and as forms; arguments for an XML body are an error, and so is a response that is not text',
    why: 'How the service writes arguments as XML is not documented, and it does not support binary bodies',
    source: `${DEVGUIDE}/gateway-schema-openapi.html`,
  },
  {
    id: 'http-errors',
    what: 'A response of an HTTP API with a status other than 2xx is an internal error of the tool; with the exception level DEBUG, the status and the start of the body',
    why: 'What the service returns is not documented',
    source: `${DEVGUIDE}/gateway-debug-messages.html`,
  },
  {
    id: 'http-servers',
    what: 'Servers of OpenAPI documents are called at the default of each variable, also at private addresses; redirects are not followed',
    why: 'A developer calls services of this machine and of the company network; what the service does with redirects is not documented',
    source: `${DEVGUIDE}/gateway-schema-openapi.html`,
  },
  {
    id: 'lambda-interpreters',
    what: 'Functions run on the Node.js of this command and on an installed Python, with a warning when the version is another one; `provided` runtimes where the program fits the operating system and the processor; everything else in a container, which Docker must run',
    why: 'The command does not install interpreters. The runtime loops are those of Lambda, so responses and errors are the same',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html',
  },
  {
    id: 'lambda-machine',
    what: 'Functions can write to the whole file system, use the network of this machine, and call AWS with the credentials of this shell (`--no-aws-credentials` keeps them away); of the memory limit only the heap of Node.js is enforced',
    why: 'A process of this machine is no Firecracker VM',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html',
  },
  {
    id: 'lambda-concurrency',
    what: 'A function has up to 10 processes; more calls wait instead of being throttled, and processes stay until `dev` ends',
    why: 'A laptop has less room than Lambda, and a developer wants no throttling',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html',
  },
  {
    id: 'lambda-environment',
    what: 'Environment variables whose values are unresolved until deployment are not set; functions run in the region of their stack, else of this shell, and in the account 000000000000',
    why: 'A wrong name of a table is worse than none',
  },
  {
    id: 'lambda-layers',
    what: 'Layers of the app are on the module paths and not in /opt; layers by ARN, extensions and VPCs are left out',
    why: 'The content of other layers is in AWS only',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html',
  },
  {
    id: 'function-urls',
    what: 'A function URL of the app listens on this machine without authorization, CORS and limits of its own; a response that its function does not stream is read as a response with status, headers and body in both invoke modes',
    why: 'Nothing signs requests here, and what Lambda does with such a response of a URL that streams is not documented',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html',
  },
  {
    id: 'lambda-client-context',
    what: 'The member names of the client context are those of the documentation and of published samples; the query parameters among them were never observed',
    why: 'Not all of them are documented',
    source: `${DEVGUIDE}/gateway-add-target-lambda.html`,
  },
  {
    id: 'interceptors',
    what: 'Interceptors do not run: requests and responses pass unchanged, also where `PassRequestHeaders` and `PayloadFilter` say what an interceptor gets',
    why: 'Not built yet; `dev` names the gateways that have interceptors',
    source: `${DEVGUIDE}/gateway-interceptors.html`,
  },
  {
    id: 'outbound-credentials',
    what: 'Requests carry no signature of the role of a gateway and no OAuth token; API keys are those that the developer gives, from the environment or `agentcore-gateway.local.json`',
    why: 'The credentials of the service are in AWS only',
    source: `${DEVGUIDE}/gateway-outbound-auth.html`,
  },
  {
    id: 'limits',
    what: 'Requests and responses of more than 6 MB are refused, as in the service; no request is throttled',
    why: 'One developer does not reach 200 requests a second, and load tests should',
    source: `${DEVGUIDE}/bedrock-agentcore-limits.html`,
  },
  {
    id: 'errors-in-words',
    what: 'The words of errors are those of the documentation where it has them; the others are those of MCP SDKs',
    why: 'Not all responses of the service are documented',
    source: `${DEVGUIDE}/gateway-debug-messages.html`,
  },
  {
    id: 'tasks',
    what: '`server/discover` names the extension io.modelcontextprotocol/tasks where a gateway has MCP servers and the version 2026-07-28; the ids of tasks are known until `dev` ends',
    why: 'Clients of the MCP project use tasks only where it is named; what the service says there, and how long it knows an id, is not documented',
    source: `${DEVGUIDE}/gateway-mcp-tasks.html`,
  },
  {
    id: 'get-stream',
    what: 'GET /mcp is refused with 405',
    why: 'What the service does is not documented; a server without a stream of its own refuses it',
  },
  {
    id: 'cycles',
    what: 'A call that goes through more than 16 gateways is refused',
    why: 'What the service does about a circular dependency of gateways is not documented',
  },
];

export function formatDifferences(): string {
  return DIFFERENCES.map(({ what, why, source }) => `- ${what}.\n  ${why}.${source === undefined ? '' : `\n  ${source}`}\n`).join('');
}
