import type { Gateway } from '../../model/gateway-model';
import { codeList } from '../../schema/json';
import { placeOf } from '../lib/places';
import type { Evaluation, Rule } from '../rule';
import { evaluateChanges } from './lib/changed';

export const namesMcpSettingsChanged: Rule = {
  id: 'names-mcp-settings-changed',
  group: 'names',
  severity: 'warning',
  sentence: 'A deployed gateway does not change its MCP versions or its search type.',
  why: 'Both are fixed when a gateway is created: the service rejects versions that are added later. CloudFormation plans the change as an update without interruption.',
  source: 'https://github.com/aws/aws-cli/issues/10346',
  evaluate: (input) => evaluateChanges(input, (evaluation, gateway, before) => {
    if (!gateway.mcp || !before.mcp) return;
    evaluateVersions(evaluation, gateway, before);
    evaluateSearch(evaluation, gateway, before);
  }),
};

function evaluateVersions(evaluation: Evaluation, gateway: Gateway, before: Gateway): void {
  const [now, old] = [gateway.mcp!.supportedVersions, before.mcp!.supportedVersions];
  if (!now.known || !old.known) return evaluation.unknown(`the MCP versions of ${gateway.path} are unresolved until deployment`);
  // Without a list, the service chooses the versions, which are then not in the template.
  if (now.items.length === 0 || old.items.length === 0) return;
  const known = new Set(old.items.map(({ text }) => text));
  const added = now.items.map(({ text }) => text).filter((version) => !known.has(version));
  if (added.length === 0) return evaluation.pass();
  evaluation.fail({
    at: placeOf(gateway),
    message: `MCP versions ${codeList(added)} are added to those of the deployed gateway (${codeList([...known])})`,
    fix: 'keep the versions, or create a new gateway with another logical ID and another name',
  });
}

function evaluateSearch(evaluation: Evaluation, gateway: Gateway, before: Gateway): void {
  const [now, old] = [gateway.mcp!.search, before.mcp!.search];
  if (now === 'unknown' || old === 'unknown') return evaluation.unknown(`it is unknown until deployment whether ${gateway.path} has semantic search`);
  if (now === old) return evaluation.pass();
  evaluation.fail({
    at: placeOf(gateway),
    message: `semantic search of the deployed gateway changes from ${old} to ${now}`,
    fix: 'keep `SearchType`, or create a new gateway with another logical ID and another name',
  });
}
