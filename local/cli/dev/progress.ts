import type { ProgressList } from './progress-list';
import type { Paint } from '../../../src/findings/format';

/** Tells what happens until the gateways listen. */
export interface Progress {
  /** Something that happened. */
  readonly line: (text: string) => void;
  /** Something that takes a while. It is told before it begins. */
  readonly step: <T>(what: string, work: () => Promise<T>) => Promise<T>;
}

/** For files and pipes: a line for each step. */
export function progressLines(line: (text: string) => void): Progress {
  return {
    line,
    step: async (what, work) => {
      line(what);
      return work();
    },
  };
}

/** For terminals: the list has the steps that go on, and lines say how they ended. */
export function progressIn(list: ProgressList, line: (text: string) => void, paint: Paint): Progress {
  return {
    line: (text) => line(paint.faint(text)),
    step: async (what, work) => {
      const end = list.add(what);
      try {
        const result = await work();
        line(`${paint.good('✔')} ${what}`);
        return result;
      } catch (error) {
        line(`${paint.error('✖')} ${what}`);
        throw error;
      } finally {
        end();
      }
    },
  };
}
