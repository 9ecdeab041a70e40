import { expect, it } from '@jest/globals';
import { browserFixture } from './browser-fixture.ts';
import { describeInBrowser } from './chromium.ts';
import { accessibilityViolations, screenshot } from './console-page.ts';

describeInBrowser('the sites room', () => {
  const { open } = browserFixture();

  it('a reader sorts all sites, opens the fullest one and finds its week and cameras', async () => {
    const { page, errors } = await open('/sites');
    const rows = page.locator('tbody tr');
    await rows.first().waitFor();
    await rows.locator('svg[role=img]').first().waitFor();
    await page.getByLabel('Sort').selectOption('fullest');
    await page.waitForURL(/sort=fullest/);
    const shares = (await rows.locator('td:nth-child(2) b').allInnerTexts()).map((text) =>
      parseInt(text, 10),
    );
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    await page.getByLabel('Name or address').fill('hospital');
    await page.getByText('1 of').waitFor();
    expect(await rows.count()).toBe(1);
    await page.getByText('Today: Night market (event).').waitFor();
    await page.getByRole('link', { name: 'Hospital Lot' }).click();
    await page.getByRole('heading', { name: 'Hospital Lot', level: 1 }).waitFor();
    await page.getByText(/\d+% of the spaces are occupied now/).waitFor();
    await page.getByText(/[\d.]+ spaces are free\./).waitFor();
    await page.getByText(/In the last 28 days it was fullest on Fri 11:00/).waitFor();
    await page.getByText(/^Next two weeks: .*: Night market \(event\)/).waitFor();
    await page.getByRole('grid').waitFor();
    await page.locator('.uplot').waitFor();
    await page
      .locator('section')
      .filter({ hasText: 'Cameras' })
      .getByRole('link', { name: 'Hospital Lot' })
      .waitFor();
    await page.getByRole('link', { name: 'Open in Trends' }).click();
    await page.waitForURL(/\/trends\?of=site00000002&measure=occupancy/);
    expect(errors).toEqual([]);
  });

  it.each([
    { language: 'en', theme: 'light', width: 1440 },
    { language: 'zh', theme: 'dark', width: 390 },
    { language: 'zh', theme: 'dark', width: 1440 },
  ] as const)(
    'the list and the page of a site look right in $language, $theme, $width px',
    async (viewer) => {
      const { page, errors } = await open('/sites', viewer);
      const name = `${viewer.language}-${viewer.theme}-${viewer.width}`;
      await page.locator('tbody tr svg').first().waitFor();
      await screenshot(page, `sites-${name}`);
      expect(await accessibilityViolations(page)).toEqual([]);
      await page.goto(new URL('/sites/site00000000', page.url()).href);
      await page.locator('.uplot').waitFor();
      await page.getByRole('grid').waitFor();
      await screenshot(page, `site-${name}`);
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(errors).toEqual([]);
    },
  );
});
