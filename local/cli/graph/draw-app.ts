import type { Picture } from './picture';
import { pictureOf } from './picture-of';
import { checkModel } from '../check/check-app';
import { reportOf } from '../check/check-report';
import { InputOptions, loadInput } from '../input/load-input';
import { locator } from '../input/locate';
import { checkParameters } from '../input/parameter-option';

interface GraphRequest extends InputOptions {
  readonly inputs: readonly string[];
  readonly config?: string;
}

/** The picture of an app, with the findings of `check`. */
export function drawApp({ inputs, config, parameters = [], warn }: GraphRequest, directory: string): Picture {
  const model = loadInput(inputs, { parameters, warn });
  checkParameters(parameters, model);
  const { result } = checkModel(model, { packs: [], config }, directory);
  const { findings } = reportOf(model, result, { locate: locator(model, directory), inSettings: [], settingsFile: '' });
  return pictureOf(model, findings);
}
