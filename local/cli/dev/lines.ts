/** So long a line may wait for others. */
const WAIT_MS = 25;

interface Output {
  write(text: string): unknown;
}

/** Writes lines that come in quick succession together: one write of each call's line would take as long as a tenth of the call. */
export class LineWriter {
  private waiting = '';
  private timer?: NodeJS.Timeout;

  public constructor(private readonly output: Output) {}

  public write(line: string): void {
    this.waiting += `${line}\n`;
    this.timer ??= setTimeout(() => this.flush(), WAIT_MS);
  }

  public flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting === '') return;
    this.output.write(this.waiting);
    this.waiting = '';
  }
}
