import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { browserFixture } from './browser-fixture.ts';
import { describeInBrowser } from './chromium.ts';
import { accessibilityViolations, mapIsDrawn, screenshot } from './console-page.ts';

const cameraId = 'cam000000000';
const views = [
  { language: 'en', theme: 'light', width: 1440 },
  { language: 'en', theme: 'dark', width: 390 },
  { language: 'zh', theme: 'dark', width: 1440 },
  { language: 'zh', theme: 'light', width: 390 },
] as const;

/** Replaces the zones of a camera of the mock server by a line. */
const setLine = (page: Page) =>
  page.evaluate(
    `fetch('/v1/cameras/${cameraId}/zones', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ zones: [{ zoneId: 'gate', name: 'Gate', kind: 'line', line: [[0.1, 0.6], [0.9, 0.6]] }] }) }).then((response) => response.status)`,
  );

describeInBrowser('a camera that only has lines', () => {
  const { open } = browserFixture();

  it.each(views)('the list and the legend show both directions in $language $width px', async (viewer) => {
    const { page, errors } = await open('/', viewer);
    const name = (en: string, zh: string) => (viewer.language === 'zh' ? zh : en);
    expect(await setLine(page)).toBe(200);
    await page.goto(new URL(`/?camera=${cameraId}`, page.url()).href);
    const row = page.locator('[data-list-row]').filter({ hasText: 'North Lot' });
    await row.getByText(/↓\d+ ↑\d+/).waitFor();
    expect(await row.innerText()).toMatch(new RegExp(name('\\d+ in · \\d+ out', '驶入 \\d+ · 驶出 \\d+')));
    await mapIsDrawn(page);
    const legend = page.getByText(name('↓ in ↑ out, latest interval', '↓ 驶入 ↑ 驶出（最近一个统计周期）'));
    await legend.waitFor({ state: viewer.width < 760 ? 'attached' : 'visible' });
    await screenshot(page, `lines-${viewer.language}-${viewer.theme}-${viewer.width}`);
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});
