import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { browserFixture } from './browser-fixture.ts';
import { describeInBrowser } from './chromium.ts';
import { accessibilityViolations, screenshot } from './console-page.ts';

const cameraId = 'cam000000004';
const views = (['en', 'zh'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    [1440, 390].map((width) => ({ language, theme, width }) as const),
  ),
);

/** Gives a camera of the mock server a line, and an area that counts stopped vehicles. */
const addZones = (page: Page) =>
  page.evaluate(
    `fetch('/v1/cameras/${cameraId}/zones', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ zones: [{ zoneId: 'gate', name: 'Gate', kind: 'line', line: [[0.1, 0.6], [0.9, 0.6]], directions: { inbound: 'Into town', outbound: 'Out of town' } }, { zoneId: 'lane', name: 'Lane', kind: 'area', polygon: [[0.1, 0.1], [0.9, 0.1], [0.9, 0.5]], stopped: { afterMs: 60000 } }] }) }).then((response) => response.status)`,
  );

/** Requests of trends, as measure and direction. */
function trendsOf(page: Page): Set<string> {
  const trends = new Set<string>();
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname === '/v1/trends')
      trends.add(`${searchParams.get('measure')} ${searchParams.get('direction')}`);
  });
  return trends;
}

describeInBrowser('the day of a camera with tracked zones', () => {
  const { open } = browserFixture();

  it.each(views)(
    'the curve of a line is drawn by direction in $language $theme $width px',
    async (viewer) => {
      const { page, errors } = await open('/', viewer);
      expect(await addZones(page)).toBe(200);
      const trends = trendsOf(page);
      await page.goto(new URL(`/cameras/${cameraId}`, page.url()).href);
      await page.getByRole('button', { name: 'Gate', exact: true }).click();
      const legend = page
        .locator('li', { hasText: 'Out of town' })
        .filter({ has: page.locator('[data-curve="1"]') });
      await legend.waitFor();
      await page.locator('.uplot').scrollIntoViewIfNeeded();
      await screenshot(page, `flow-${viewer.language}-${viewer.theme}-${viewer.width}`);
      expect([...trends]).toEqual(expect.arrayContaining(['flow inbound', 'flow outbound']));
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(errors).toEqual([]);
    },
  );

  it('the table of a line has the values of both directions', async () => {
    const { page, errors } = await open('/');
    expect(await addZones(page)).toBe(200);
    await page.goto(new URL(`/cameras/${cameraId}`, page.url()).href);
    await page.getByRole('button', { name: 'Gate', exact: true }).click();
    await page.getByText('Table', { exact: true }).click();
    await page.getByRole('columnheader', { name: 'Into town per hour' }).waitFor();
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual([
      'From',
      'Into town per hour',
      'Out of town per hour',
      'Coverage',
    ]);
    expect(errors).toEqual([]);
  });

  it('an area that counts stopped vehicles has a curve of them', async () => {
    const { page, errors } = await open('/');
    expect(await addZones(page)).toBe(200);
    const trends = trendsOf(page);
    await page.goto(new URL(`/cameras/${cameraId}`, page.url()).href);
    await page.getByRole('button', { name: 'Lane', exact: true }).click();
    await page.getByRole('button', { name: 'Stopped vehicles', exact: true }).focus();
    const read = page.waitForResponse(/measure=stopped/);
    await page.keyboard.press('Enter');
    await read;
    await page.locator('.uplot').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Stopped vehicles');
    await page.getByText('Table', { exact: true }).click();
    await page.getByRole('columnheader', { name: 'Stopped vehicles' }).waitFor();
    expect([...trends]).toContain('stopped both');
    expect(errors).toEqual([]);
  });
});
