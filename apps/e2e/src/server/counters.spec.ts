import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { testToken, VialogServer } from '@vialog/testkit';
import { describeInBrowser, startBrowser } from '../chromium.ts';
import { openConsole, signIn } from '../console-page.ts';
import { givenLots, plannerReadsSites } from './planner-console.ts';
import { hangGuardMs } from './queries.ts';
import { comparisonIsKept, countsArrive } from './sent-counts.ts';

jest.setTimeout(hangGuardMs);

describe('a server with a counter', () => {
  let server: VialogServer;

  beforeAll(async () => {
    server = await VialogServer.start();
  });
  afterAll(() => server?.remove());

  test('counts of a loop are stored once and found by their origin', () => countsArrive(server));

  test('a comparison of two counters has their known ratio and is kept', () => comparisonIsKept(server));

  describeInBrowser('in the console', () => {
    test('a planner sorts 253 sites, opens one, and downloads a report that leaves out 40 % coverage', async () => {
      await givenLots(server);
      const browser = await startBrowser();
      try {
        const { page, errors } = await openConsole(browser, server.url);
        await signIn(page, testToken);
        await plannerReadsSites(page, server.url);
        expect(errors).toEqual([]);
      } finally {
        await browser.close();
      }
    });
  });
});
