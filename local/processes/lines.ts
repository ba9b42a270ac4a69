/** Longer lines are cut, so that a process that never ends its line cannot fill the memory. */
const LONGEST = 16_384;

/** Cuts the output of a process into lines, without their ends. */
export class Lines {
  private rest = '';

  public constructor(private readonly line: (text: string) => void) {}

  public push(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop()!;
    for (const line of lines) this.line(line.endsWith('\r') ? line.slice(0, -1) : line);
    while (this.rest.length >= LONGEST) {
      this.line(this.rest.slice(0, LONGEST));
      this.rest = this.rest.slice(LONGEST);
    }
  }

  /** What was written last may have no end of line. */
  public end(): void {
    if (this.rest !== '') this.line(this.rest);
    this.rest = '';
  }
}
