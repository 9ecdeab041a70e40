import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { browserFixture } from './browser-fixture.ts';
import { describeInBrowser } from './chromium.ts';
import { accessibilityViolations, screenshot } from './console-page.ts';

const cameraId = 'cam000000004';
const views = [
  { language: 'en', theme: 'dark', width: 390 },
  { language: 'zh', theme: 'light', width: 1440 },
] as const;

/** Adds a line to the camera of the mock server. */
const addLine = (page: Page) =>
  page.evaluate(
    `fetch('/v1/cameras/${cameraId}/zones', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ zones: [{ zoneId: 'gate', name: 'Gate', kind: 'line', line: [[0.1, 0.6], [0.9, 0.6]], directions: { inbound: 'Into town', outbound: 'Out of town' } }] }) }).then((response) => response.status)`,
  );

/** The console follows the clock of the server. Without its Date headers the test can move the clock of the page. */
async function withoutServerClock(page: Page): Promise<void> {
  await page.route('**/v1/live*', (route) => route.abort('connectionreset'));
  await page.route(/\/v1\/(?!live)/, async (route) => {
    const response = await route.fetch();
    const headers = Object.entries(response.headers()).filter(([name]) => name !== 'date');
    await route.fulfill({ response, headers: Object.fromEntries(headers) });
  });
}

/** Resolves after the requests that the page has already sent. */
const roundTrip = (page: Page) => page.evaluate(`fetch('/v1/me').then((response) => response.status)`);

describeInBrowser('counting by hand', () => {
  const { open } = browserFixture();

  it.each(views)(
    'a sheet is tapped, undone and compared as soon as the time is up in $language',
    async (viewer) => {
      const { page, errors } = await open('/', viewer);
      const name = (en: string, zh: string) => (viewer.language === 'zh' ? zh : en);
      expect(await addLine(page)).toBe(200);
      await withoutServerClock(page);
      await page.goto(new URL(`/cameras/${cameraId}/hand-count`, page.url()).href);
      const start = page.getByRole('button', { name: name('Start', '开始'), exact: true });
      await start.waitFor();
      const shot = (step: string) =>
        screenshot(page, `hand-count-${step}-${viewer.language}-${viewer.theme}-${viewer.width}`);
      await shot('ready');
      await page.clock.install();
      await page.clock.resume();
      await start.click();
      await page.getByText(name('Starts in', '后开始')).waitFor();
      await page.clock.fastForward(64_000);
      await page.getByText(name('Count now:', '正在计数')).waitFor();
      const cars = page
        .getByRole('group', { name: /Into town/ })
        .getByRole('button', { name: name('Car', '汽车') });
      for (let tap = 0; tap < 4; tap += 1) await cars.click();
      await page.keyboard.press('w');
      await page.getByRole('button', { name: name('Undo last tap', '撤销上一次点按') }).click();
      await shot('counting');
      expect(await accessibilityViolations(page)).toEqual([]);
      await page.clock.fastForward(121_000);
      await page.getByText(name('By hand', '人工'), { exact: true }).waitFor();
      await page.getByText('GEH').first().waitFor();
      await shot('result');
      expect(await accessibilityViolations(page)).toEqual([]);
      await page.goto(new URL(`/cameras/${cameraId}`, page.url()).href);
      await page.getByText('GEH').first().waitFor();
      expect(errors).toEqual([]);
    },
  );

  it('a sheet that is discarded while the counts of the camera are missing is not sent again', async () => {
    const { page } = await open('/');
    expect(await addLine(page)).toBe(200);
    await withoutServerClock(page);
    let sent = 0;
    await page.route('**/hand-counts', (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      sent += 1;
      return route.fulfill({ status: 409, json: { code: 'COUNTS_MISSING' } });
    });
    await page.goto(new URL(`/cameras/${cameraId}/hand-count`, page.url()).href);
    const start = page.getByRole('button', { name: 'Start', exact: true });
    await start.waitFor();
    await page.clock.install();
    await page.clock.resume();
    await start.click();
    await page.clock.fastForward(64_000);
    await page.getByText('Count now:').waitFor();
    const first = page.waitForRequest((request) => request.method() === 'POST');
    await page.clock.fastForward(121_000);
    await first;
    await page.getByRole('button', { name: 'Discard' }).click();
    await start.waitFor();
    await roundTrip(page);
    const before = sent;
    await page.clock.fastForward(30_000);
    await roundTrip(page);
    expect(sent).toBe(before);
  });
});
