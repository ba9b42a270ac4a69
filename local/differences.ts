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
    what: 'Smithy models, stages of API Gateway and connectors are listed, and a call says how to give something in their place; HTTP and inference targets do not run',
    why: 'They exist in AWS only',
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
    id: 'lambda-client-context',
    what: 'The member names of the client context are those of the documentation and of published samples; the query parameters among them were never observed',
    why: 'Not all of them are documented',
    source: `${DEVGUIDE}/gateway-add-target-lambda.html`,
  },
  {
    id: 'interceptors',
    what: 'Interceptors do not run',
    why: 'Not built yet',
    source: `${DEVGUIDE}/gateway-interceptors.html`,
  },
  {
    id: 'outbound-credentials',
    what: 'Requests to MCP servers carry no credentials of the gateway: no signature of its role and no OAuth token',
    why: 'They exist in AWS only',
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
    id: 'get-stream',
    what: 'GET /mcp is refused with 405',
    why: 'What the service does is not documented; a server without a stream of its own refuses it',
  },
  {
    id: 'cycles',
    what: 'A call that goes through more than 16 gateways is refused',
    why: 'What the service does about gateways that reference each other in a circle is not documented',
  },
];

export function formatDifferences(): string {
  return DIFFERENCES.map(({ what, why, source }) => `- ${what}.\n  ${why}.${source === undefined ? '' : `\n  ${source}`}\n`).join('');
}
