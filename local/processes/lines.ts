/** Longer lines are cut, so that a process that never ends its line cannot fill the memory. */
const LONGEST = 16_384;

/** Cuts the output of a process into lines, without their ends. */
export class Lines {
  private rest = '';

  public constructor(private readonly line: (text: string) => void) {}

  public push(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop()!;
    for (const line of lines) this.emit(line.endsWith('\r') ? line.slice(0, -1) : line);
    const whole = this.rest.length - this.rest.length % LONGEST;
    if (whole > 0) this.emit(this.rest.slice(0, whole));
    this.rest = this.rest.slice(whole);
  }

  /** What was written last may have no end of line. */
  public end(): void {
    if (this.rest !== '') this.emit(this.rest);
    this.rest = '';
  }

  private emit(line: string): void {
    for (let start = 0; start === 0 || start < line.length; start += LONGEST) this.line(line.slice(start, start + LONGEST));
  }
}
