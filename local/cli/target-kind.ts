import type { Target } from '../../src/model/gateway-model';
import { TARGET_TEXTS } from '../../src/service/outbound-auth';

/** The kind of a target, as messages name it. */
export function targetKindText(kind: keyof typeof TARGET_TEXTS | Target['kind']): string {
  return kind === 'unknown' ? 'unknown kind' : TARGET_TEXTS[kind];
}
