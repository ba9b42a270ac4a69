import type { Picture } from './picture';
import { pictureOf } from './picture-of';
import { gatewayKeys } from '../../../src/model/gateway-keys';
import { chooseGateways } from '../../access/choose-gateways';
import { checkModel } from '../check/check-app';
import { reportOf } from '../check/check-report';
import { InputOptions, loadInput } from '../input/load-input';
import { locator } from '../input/locate';
import { checkParameters } from '../input/parameter-option';

interface GraphRequest extends InputOptions {
  readonly inputs: readonly string[];
  readonly config?: string;
  /** The gateway to draw, with its callers and what it calls. */
  readonly gateway?: string;
}

/** The picture of an app, with the findings of `check`. */
export function drawApp({ inputs, config, gateway, parameters = [], warn }: GraphRequest, directory: string): Picture {
  const model = loadInput(inputs, { parameters, warn });
  checkParameters(parameters, model);
  const { result } = checkModel(model, { packs: [], config }, directory);
  const { findings } = reportOf(model, result, { locate: locator(model, directory), inSettings: [], settingsFile: '' });
  const only = gateway === undefined ? undefined : chooseGateways(model, gatewayKeys(model), gateway)[0];
  return pictureOf(model, findings, only);
}
