import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** A page, with whatever it did that it should not do. */
export interface Opened {
  readonly page: Page;
  readonly complaints: string[];
}

/** A browser with files of its own. */
export class TestBrowser {
  /** A browser that is missing is a failure: a report that nobody opened is not tested. */
  public static async launch(): Promise<TestBrowser> {
    if (!existsSync(EXECUTABLE)) {
      throw new Error(`no Chromium at ${EXECUTABLE}: install it ('apt-get install chromium'), or name another one in the variable CHROMIUM`);
    }
    return new TestBrowser(await chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox'] }));
  }

  private readonly folder = mkdtempSync(join(tmpdir(), 'report-'));

  private constructor(private readonly browser: Browser) {}

  /** Opens a document from the disk. */
  public async open(html: string, { hash = '', ...options }: BrowserContextOptions & { readonly hash?: string } = {}): Promise<Opened> {
    const file = join(this.folder, 'report.html');
    writeFileSync(file, html);
    const context = await this.browser.newContext(options);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== pathToFileURL(file).href) complaints.push(`request: ${request.url()}`);
    });
    await context.addInitScript({
      content: "addEventListener('securitypolicyviolation', (event) => console.error('policy', event.violatedDirective));",
    });
    await page.goto(`${pathToFileURL(file).href}${hash}`);
    return { page, complaints };
  }

  public async close(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true });
  }
}

/** What of a page can be seen, by a selector; what is folded away counts as seen. */
export async function shown(page: Page, selector: string): Promise<string[]> {
  const all = `[...document.querySelectorAll(${JSON.stringify(selector)})]`;
  return page.evaluate<string[]>(`${all}.filter((one) => one.closest('[hidden]') === null).map((one) => one.id || one.textContent)`);
}

/** How much a page says it shows. */
export async function status(page: Page): Promise<string | null> {
  return page.locator('#shown').textContent();
}

/** Waits for a page to say how much it shows, from the beginning of the sentence on. */
export async function statusBegins(page: Page, beginning: string): Promise<void> {
  await page.locator('#shown', { hasText: new RegExp(`^${beginning}`) }).waitFor();
}

export async function openAllDetails(page: Page): Promise<void> {
  await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
}

/** How many pages a print has. */
export async function pagesOf(page: Page): Promise<number> {
  return (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}
