// Measures the check of Cedar policies in new processes, compared with the engine alone on the same policies.
// Usage: node bench/check-cedar.mjs [policies] [tools] [runs]
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [policyCount, toolCount, runs] = [process.argv[2] ?? 100, process.argv[3] ?? 100, process.argv[4] ?? 5].map(Number);
const cache = join(root, 'node_modules', '.cache', 'bench-cedar');
const bundle = join(cache, 'cedar.cjs');

const GATEWAY = 'arn:aws:bedrock-agentcore:eu-west-1:123456789012:gateway/bench-a1b2c3';

/** Ten targets whose tools have six fields. Nine of ten policies name one tool, and one applies to all tools. */
function workload() {
  const fields = { orderId: 'string', amount: 'integer', price: 'number', note: 'string', express: 'boolean', count: 'integer' };
  const tool = (name) => ({ name, inputSchema: { type: 'object', properties: Object.fromEntries(Object.entries(fields).map(([field, type]) => [field, { type }])), required: ['orderId', 'amount'] } });
  const targets = Array.from({ length: 10 }, (_, t) => ({ name: `target-${t}`, tools: Array.from({ length: Math.ceil(toolCount / 10) }, (__, i) => tool(`tool_${i}`)) }));
  const resource = `resource == AgentCore::Gateway::"${GATEWAY}"`;
  const policies = Array.from({ length: policyCount }, (_, i) => ({
    name: `policy-${i}`,
    text: i % 10 === 9
      ? `permit(principal is AgentCore::OAuthUser, action, ${resource}) when { principal.hasTag("team") && principal.getTag("team") == "team-${i}" && context has input && context.input has amount && context.input.amount < ${i} };`
      : `permit(principal is AgentCore::OAuthUser, action == AgentCore::Action::"target-${i % 10}___tool_${Math.floor(i / 10) % Math.ceil(toolCount / 10)}", ${resource}) when { principal.hasTag("scope") && principal.getTag("scope") like "*tools:${i}*" && context.input.amount <= ${i} && context.input has price && context.input.price.lessThan(decimal("${i}.5")) };`,
  }));
  return { targets, policies };
}

const PARTS = {
  node() {},
  async engine() {
    const { default: engine } = await import('@cedar-policy/cedar-wasm/nodejs');
    engine.getCedarVersion();
  },
  async 'engine validates'() {
    const { default: engine } = await import('@cedar-policy/cedar-wasm/nodejs');
    const { default: cedar } = await import(pathToFileURL(bundle).href);
    const { targets, policies } = workload();
    engine.validate({ schema: cedar.toolsToCedarSchema(targets).schema, policies: { staticPolicies: Object.fromEntries(policies.map(({ name, text }) => [name, text])) }, validationSettings: { mode: 'strict' } });
  },
  async schema() {
    const { default: cedar } = await import(pathToFileURL(bundle).href);
    cedar.toolsToCedarSchema(workload().targets);
  },
  async check() {
    const { default: cedar } = await import(pathToFileURL(bundle).href);
    const { targets, policies } = workload();
    const findings = cedar.checkPolicies(policies, { targets, gateways: [{ arn: GATEWAY, authorizer: 'CUSTOM_JWT' }], mode: 'ENFORCE' });
    if (findings.length > 0) throw new Error(`the workload has findings: ${cedar.formatFinding(findings[0])}`);
  },
  async 'check with a mistake in every policy'() {
    const { default: cedar } = await import(pathToFileURL(bundle).href);
    const { targets, policies } = workload();
    const wrong = policies.map(({ name, text }) => ({ name, text: text.replace('context.input.amount', 'context.input.amont') }));
    if (cedar.checkPolicies(wrong, { targets }).length < policyCount) throw new Error('mistakes were missed');
  },
  async 'list tools for one caller'() {
    const { default: cedar } = await import(pathToFileURL(bundle).href);
    const { targets, policies } = workload();
    cedar.createDecider({ schema: cedar.toolsToCedarSchema(targets), policies, gatewayArn: GATEWAY }).listTools(cedar.oauthPrincipal({ sub: 'a', team: 'team-9', scope: 'tools:1' }));
  },
};

if (process.argv[5]) {
  const started = performance.now();
  const cpu = process.cpuUsage();
  await PARTS[process.argv[5]]();
  const { user, system } = process.cpuUsage(cpu);
  console.log(JSON.stringify({ wall: performance.now() - started, cpu: (user + system) / 1000 }));
} else {
  mkdirSync(cache, { recursive: true });
  await build({ entryPoints: [join(root, 'src', 'cedar', 'index.ts')], outfile: bundle, bundle: true, platform: 'node', format: 'cjs', target: 'node20' });
  const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  const measured = {};
  // The parts take turns, so that other load on the machine affects all of them.
  for (let run = 0; run < runs; run++) {
    for (const part of Object.keys(PARTS)) {
      (measured[part] ??= []).push(JSON.parse(execFileSync(process.execPath, [fileURLToPath(import.meta.url), policyCount, toolCount, runs, part].map(String), { encoding: 'utf8' })));
    }
  }
  const floor = median(measured['engine validates'].map(({ cpu }) => cpu));
  console.log(`${policyCount} policies, ${toolCount} tools, Node.js ${process.versions.node}, median of ${runs} fresh processes`);
  for (const [part, times] of Object.entries(measured)) {
    const cpu = median(times.map((time) => time.cpu));
    console.log(`${part.padEnd(38)} ${cpu.toFixed(0).padStart(6)} ms CPU  ${median(times.map(({ wall }) => wall)).toFixed(0).padStart(6)} ms  ${(cpu / floor).toFixed(2).padStart(6)} × the engine validating`);
  }
  rmSync(cache, { recursive: true });
}
