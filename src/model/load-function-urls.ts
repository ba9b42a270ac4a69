import { functionAt } from './function-at';
import type { FunctionUrl } from './gateway-model';
import { LoadContext, located, present } from './load-context';
import { localStartOf } from './load-runtime-artifact';
import { LOCAL_METADATA_KEY } from './metadata-keys';
import { property, textOf } from './value';
import { FUNCTION_URL } from '../service/resource-types';

export function loadFunctionUrls(context: LoadContext): FunctionUrl[] {
  return context.ofType(FUNCTION_URL).map((resource) => {
    const of = (key: string) => property(resource.properties, key);
    return present<FunctionUrl>({
      ...located(resource),
      function: functionAt(context, of('TargetFunctionArn'))?.address,
      invokeMode: textOf(of('InvokeMode')),
      local: localStartOf(property(resource.metadata, LOCAL_METADATA_KEY)),
    });
  });
}
