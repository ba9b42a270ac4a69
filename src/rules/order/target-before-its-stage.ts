import { makeDepend } from './lib/make-depend';
import type { GatewayModel, Resource, Target } from '../../model/gateway-model';
import type { Address } from '../../model/source';
import { addressesIn, symbolTable } from '../../model/symbols';
import { property, Text, textOf } from '../../model/value';
import { codeList } from '../../schema/json';
import { ofType } from '../lib/needs/resources';
import { placeAt, placeOf } from '../lib/wording';
import { Evaluation, Rule, RuleContext } from '../rule';

/** A target on a REST API of the app depends on the stage that it names. */
export const targetBeforeItsStage: Rule = {
  id: 'order-target-before-its-stage',
  group: 'order',
  severity: 'warning',
  sentence: 'A target on a REST API of the app is created after the stage of the API that it names.',
  why: 'The service exports the API from that stage while it creates the target, and rejects the target if the stage does not exist yet. '
    + 'A reference to the API does not create a dependency on its stages.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-api-gateway.html',
  evaluate: (input) => {
    const evaluation = new Evaluation();
    for (const target of input.model.targets) {
      const { pointsTo } = target;
      if (pointsTo.kind === 'restApi' && pointsTo.address !== undefined && pointsTo.stage) evaluateStage(evaluation, input, target, pointsTo.address, pointsTo.stage);
    }
    return evaluation.verdict;
  },
};

function evaluateStage(evaluation: Evaluation, { model, graph }: RuleContext, target: Target, api: Address, wanted: Text): void {
  const stages = stagesOf(model, api);
  // The stages of this API are not in the templates.
  if (stages.length === 0) return;
  const comesAfter = ({ resource }: Stage) => graph.dependsOn(target.address, resource.address);
  const stage = stages.find(({ name }) => name?.text === wanted.text);
  if (stage ? comesAfter(stage) : stages.some((one) => (!wanted.known || !one.name?.known) && comesAfter(one))) return evaluation.pass();
  if (stage) {
    return evaluation.fail({
      at: placeOf(target),
      with: [placeOf(stage.resource)],
      message: `target ${target.path} may be created before stage ${stage.resource.path}, from which the service exports the API`,
      fix: makeDepend(graph, { address: target.address, name: `target ${target.path}` }, [{ address: stage.resource.address, name: `stage ${stage.resource.path}` }]),
    });
  }
  if (!wanted.known || stages.some(({ name }) => !name?.known)) {
    return evaluation.unknown(`the stage that target ${target.path} names is unresolved until deployment`);
  }
  evaluation.fail({
    at: placeOf(target),
    with: [placeAt(model, api)],
    message: `target ${target.path} names the stage \`${wanted.text}\`, but API ${model.resources[api].path} has ${codeList(stages.map(({ name }) => name!.text))}`,
    fix: 'name a stage of the API, and make the target depend on it',
  });
}

interface Stage {
  readonly resource: Resource;
  readonly name?: Text;
}

/** A stage is a separate resource or part of a deployment resource. */
function stagesOf(model: GatewayModel, api: Address): Stage[] {
  return ['AWS::ApiGateway::Stage', 'AWS::ApiGateway::Deployment'].flatMap((type) => ofType(model, type))
    .filter(({ properties }) => addressesIn(symbolTable(model), property(properties, 'RestApiId')).includes(api))
    .map((resource): Stage => ({ resource, name: textOf(property(resource.properties, 'StageName')) }))
    .filter(({ resource, name }) => name !== undefined || resource.type === 'AWS::ApiGateway::Stage');
}
