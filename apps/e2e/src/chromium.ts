import { existsSync } from 'node:fs';
import { describe } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';

/** The headless shell first: the same engine without the desktop user interface takes a third less CPU time. */
const defaultPaths = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'].map(
  (name) => `/usr/bin/${name}`,
);
const missing =
  'browser tests need Chromium: install the Debian packages chromium-headless-shell and fonts-wqy-microhei, or set CHROMIUM to its path';

/** Path of a Chromium: $CHROMIUM, or the first of `defaultPaths`; undefined if there is none. */
export function findChromium(): string | undefined {
  return [process.env.CHROMIUM, ...defaultPaths].find(
    (path) => path !== undefined && path !== '' && existsSync(path),
  );
}

/** `describe` if there is a browser, else skips with the reason. Under CI=true a missing browser is an error. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (findChromium() !== undefined) return describe(name, tests);
  if (process.env.CI === 'true') throw new Error(missing);
  console.warn(`skipped "${name}": ${missing}`);
  describe.skip(name, tests);
}

/**
 * A headless browser without background requests. The caller closes it.
 *
 * @throws {Error} when there is no Chromium
 */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(missing);
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
