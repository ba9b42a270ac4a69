import type { GatewayModel, Link, Located } from '../../model/gateway-model';
import { partsOf } from '../../model/value';
import { stackOf, placeOf } from '../lib/places';
import { Evaluation, Rule } from '../rule';

export const authResourceElsewhere: Rule = {
  id: 'auth-resource-elsewhere',
  group: 'auth',
  severity: 'error',
  sentence: 'The role of a gateway is in the account of the gateway, and its KMS key and functions are in its region.',
  why: 'The service cannot pass a role of another account ("not authorized to perform"), and does not find keys ("Invalid arn") and functions ("Lambda function not found") of another region.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateGateway.html',
  evaluate: ({ model }) => {
    const evaluation = new Evaluation();
    for (const gateway of model.gateways) {
      evaluatePlace(evaluation, model, gateway, 'role', gateway.role, 'account');
      evaluatePlace(evaluation, model, gateway, 'KMS key', gateway.kmsKey, 'region');
      for (const { lambda } of gateway.interceptors.items) evaluatePlace(evaluation, model, gateway, 'function of the interceptor', lambda, 'region');
    }
    for (const target of model.targets) {
      if (target.pointsTo.kind !== 'lambda' || !target.pointsTo.arn) continue;
      evaluatePlace(evaluation, model, target, 'function', { ...target.pointsTo.arn, address: target.pointsTo.address }, 'region');
    }
    return evaluation.verdict;
  },
};

function evaluatePlace(evaluation: Evaluation, model: GatewayModel, at: Located, what: string, link: Link | undefined, by: 'account' | 'region'): void {
  if (!link) return;
  const here = stackOf(model, at.address)?.[by];
  const inApp = link.address !== undefined && Object.hasOwn(model.resources, link.address) ? link.address : undefined;
  const there = inApp === undefined ? inArn(link.text, by) : stackOf(model, inApp)?.[by];
  if (inApp !== undefined && stackOf(model, inApp) === stackOf(model, at.address)) return evaluation.pass();
  if (here === undefined || there === undefined) return evaluation.unknown(`the ${by} of ${at.path} or of its ${what} is unresolved until deployment`);
  if (here === there) return evaluation.pass();
  evaluation.fail({
    at: placeOf(at),
    ...inApp === undefined ? {} : { with: [placeOf(model.resources[inApp])] },
    message: `its ${what} is in ${by} \`${there}\`, but ${at.path} is in \`${here}\``,
    fix: `use a ${what} in ${by} \`${here}\``,
  });
}

/** The account or the region of an ARN, if it is a literal. */
function inArn(arn: string, by: 'account' | 'region'): string | undefined {
  const open = partsOf(arn).map((part) => 'literal' in part ? part.literal : '\0').join('');
  const [, region, account] = /^arn:[^:]*:[^:]*:([^:]*):([^:]*):/.exec(open) ?? [];
  const part = by === 'account' ? account : region;
  return part === undefined || !/^[\w-]+$/.test(part) ? undefined : part;
}
