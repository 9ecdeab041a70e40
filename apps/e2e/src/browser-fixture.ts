import { afterAll, afterEach, beforeAll, beforeEach, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startBrowser } from './chromium.ts';
import { openConsole, type ConsolePage, type Viewer } from './console-page.ts';
import { startMockServer, type MockServer } from './mock-server.ts';
import { hangGuardMs } from './server/queries.ts';

/** A browser and the mock server for a file of tests; pages are closed after each test. */
export interface BrowserFixture {
  readonly server: () => MockServer;
  readonly open: (path: string, viewer?: Viewer) => Promise<ConsolePage>;
}

export function browserFixture(): BrowserFixture {
  jest.setTimeout(hangGuardMs);
  let browser: Browser;
  let server: MockServer;
  let opened: ConsolePage[] = [];
  beforeAll(async () => {
    [browser, server] = await Promise.all([startBrowser(), startMockServer()]);
  });
  beforeEach(() => server.scenario());
  afterEach(async () => {
    await Promise.all(opened.map((each) => each.close()));
    opened = [];
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.stop()]);
  });
  return {
    server: () => server,
    open: async (path, viewer) => {
      const page = await openConsole(browser, server.url + path, viewer);
      opened.push(page);
      return page;
    },
  };
}
