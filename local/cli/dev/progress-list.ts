export interface Terminal {
  readonly columns?: number;
  write(text: string): unknown;
}

const FRAMES = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const FRAME_MS = 80;

/** A list at the end of a terminal of what goes on; everything else that is written goes above it. */
export class ProgressList {
  private readonly open = new Map<symbol, string>();
  private timer?: NodeJS.Timeout;
  private frame = 0;
  /** The lines of the list that the terminal shows. */
  private shown = 0;

  public constructor(private readonly terminal: Terminal) {}

  /** @returns takes it off the list */
  public add(what: string): () => void {
    const key = Symbol();
    this.open.set(key, what.replace(/\s+/g, ' '));
    this.timer ??= setInterval(() => {
      this.frame = (this.frame + 1) % FRAMES.length;
      this.write('');
    }, FRAME_MS).unref();
    this.write('');
    return () => {
      this.open.delete(key);
      if (this.open.size > 0) return;
      clearInterval(this.timer);
      this.timer = undefined;
      this.write('');
    };
  }

  /** Whole lines. */
  public write(text: string): void {
    const erase = this.shown === 0 ? '' : `\u001b[${this.shown}A\u001b[J`;
    // A line that the terminal wraps would be more than one to erase. Some terminals have no size.
    const width = (this.terminal.columns || 80) - 1;
    const list = [...this.open.values()].map((what) => `${`${FRAMES[this.frame]} ${what}`.slice(0, width)}\n`).join('');
    this.shown = this.open.size;
    this.terminal.write(erase + text + list);
  }
}
