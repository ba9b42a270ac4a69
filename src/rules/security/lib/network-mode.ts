import type { Located } from '../../../model/gateway-model';
import { property, ResolvedRecord, textOf } from '../../../model/value';
import { codeList } from '../../../schema/json';
import { placeOf, isUnresolved } from '../../lib/places';
import type { Evaluation } from '../../rule';

/** Evaluates the network mode of a resource; the default is PUBLIC. */
export function evaluateNetworkMode(evaluation: Evaluation, at: Located & { readonly properties: ResolvedRecord }, rejected: readonly string[]): void {
  const network = property(at.properties, 'NetworkConfiguration');
  const mode = textOf(property(network, 'NetworkMode'));
  if (isUnresolved(network) || (mode && !mode.known)) return evaluation.unknown(`the network mode of ${at.path} is unresolved until deployment`);
  if (mode && !rejected.includes(mode.text)) return evaluation.pass();
  evaluation.fail({
    at: placeOf(at),
    message: `the network mode is ${mode ? codeList([mode.text]) : 'not set, which means `PUBLIC`'}`,
    fix: 'use the network mode `VPC`, with subnets and security groups',
  });
}
