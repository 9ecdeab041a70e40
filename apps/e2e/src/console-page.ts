import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';

export interface Viewer {
  readonly language?: 'en' | 'zh';
  readonly theme?: 'light' | 'dark';
  /** px; the narrow layout begins below 760. */
  readonly width?: number;
  /** Prepares the page before it requests anything, for example by intercepting requests. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

/** A page of the console and the errors that occurred in it. */
export interface ConsolePage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Uncaught errors, errors on the console and violations of the content security policy, in order. */
  readonly errors: string[];
  close(): Promise<void>;
}

/** Limit of waiting for an element, ms: generous, because software rendering on a loaded machine is slow. */
const pageLimitMs = 180_000;

/** Console messages that are not errors. */
const harmless = [
  /GPU stall due to ReadPixels/,
  /Failed to load resource: the server responded with a status of (401|503|400|404)/,
  /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/,
];

/** Opens an address as a viewer with a language, a theme and a screen width. */
export async function openConsole(browser: Browser, url: string, viewer: Viewer = {}): Promise<ConsolePage> {
  const { language = 'en', theme = 'light', width = 1440 } = viewer;
  const context = await browser.newContext({
    viewport: windowOf(width),
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(pageLimitMs);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !harmless.some((each) => each.test(text)))
      errors.push(`console: ${text}`);
  });
  await page.exposeFunction('reportViolation', (text: string) => errors.push(`policy: ${text}`));
  await page.addInitScript(watchPolicy);
  await viewer.prepare?.(page);
  await page.goto(url);
  return { page, context, errors, close: () => context.close() };
}

const windowOf = (width: number) => ({ width, height: width < 760 ? 844 : 900 });

/** Changes the width of the window, px. */
export const resize = (page: Page, width: number): Promise<void> => page.setViewportSize(windowOf(width));

/** Runs in the page. */
function watchPolicy(): void {
  const scope = globalThis as unknown as {
    reportViolation: (text: string) => void;
    addEventListener: (
      name: string,
      listener: (event: { violatedDirective: string; blockedURI: string }) => void,
    ) => void;
  };
  scope.addEventListener('securitypolicyviolation', (event) =>
    scope.reportViolation(`${event.violatedDirective} blocked ${event.blockedURI}`),
  );
}

/** The program of axe, which runs in a page. */
const axeProgram = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const axeOptions: RunOptions = {
  resultTypes: ['violations'],
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};

/**
 * Accessibility violations of WCAG 2.2 A and AA on the current page: rule and elements. A page that is checked several times gets
 * the program once: it takes as long as a check.
 */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>('"axe" in globalThis')))
    await page.evaluate(await readFile(axeProgram, 'utf8'));
  const run = `axe.run(document, ${JSON.stringify(axeOptions)})`;
  const { violations } = await page.evaluate<AxeResults>(run);
  return violations.map(
    (each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
  );
}

/** Signs in with the secret of a link or with the administrator token. */
export async function signIn(page: Page, secret: string): Promise<void> {
  await page.locator('input[type=password]').fill(secret);
  await page.locator('button[type=submit]').click();
  await page.locator('#search-line').waitFor();
}

/** Dismisses the next confirmation of the page and returns its text. */
export async function dismissedDialog(page: Page): Promise<string> {
  const dialog = await page.waitForEvent('dialog');
  await dialog.dismiss();
  return dialog.message();
}

/** Waits until the map has drawn; software rendering takes seconds. */
export async function mapIsDrawn(page: Page): Promise<void> {
  await page.locator('.maplibregl-canvas').waitFor();
  await page.waitForTimeout(1_500);
}

/** Saves a screenshot of the page if SCREENSHOTS names a folder. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
