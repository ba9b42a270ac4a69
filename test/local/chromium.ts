import { existsSync } from 'fs';
import { Browser, chromium, Page } from 'playwright-core';

/** The path on Debian. */
const DEBIAN = '/usr/bin/chromium';

/** Finds the Chromium of the machine; scripts/install-chromium.mjs installs one. */
function findChromium(): string | undefined {
  const named = process.env.CHROMIUM;
  if (named !== undefined) {
    if (!existsSync(named)) throw new Error(`CHROMIUM is set to ${named}, which does not exist`);
    return named;
  }
  return existsSync(DEBIAN) ? DEBIAN : undefined;
}

const executablePath = findChromium();

/** Tests in a browser. Without one they are skipped with a reason, or fail if `CHROMIUM_REQUIRED` is set. */
export function describeInChromium(name: string, tests: () => void): void {
  if (executablePath !== undefined) {
    describe(name, tests);
    return;
  }
  const why = 'there is no Chromium: run `node scripts/install-chromium.mjs`, or set the environment variable CHROMIUM to the path of one';
  if (process.env.CHROMIUM_REQUIRED) throw new Error(why);
  describe.skip(`${name} (skipped: ${why})`, tests);
}

interface Visit {
  readonly page: Page;
  /** The errors, console messages, dialogs and requests of the page. */
  readonly complaints: readonly string[];
}

export class Chromium {
  public static async start(): Promise<Chromium> {
    // Chromium has no sandbox when it runs as root, as it often does in containers.
    return new Chromium(await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] }));
  }

  private constructor(private readonly browser: Browser) {}

  public async open(file: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Visit> {
    const page = await this.browser.newPage({ colorScheme, viewport: { width: 1500, height: 950 } });
    const complaints: string[] = [];
    const url = `file://${file}`;
    page.on('console', (message) => complaints.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (request.url() !== url && !request.url().startsWith('data:')) complaints.push(`request: ${request.url()}`);
    });
    await page.goto(url);
    return { page, complaints };
  }

  public async stop(): Promise<void> {
    await this.browser.close();
  }
}
