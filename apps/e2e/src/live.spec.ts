import { expect, it } from '@jest/globals';
import { browserFixture } from './browser-fixture.ts';
import { describeInBrowser } from './chromium.ts';
import { until } from './server/queries.ts';

describeInBrowser('live values and error states', () => {
  const { open, server } = browserFixture();

  it('shows an interrupted live feed, reconnects and updates the counts', async () => {
    const { page, errors } = await open('/');
    await page.getByRole('status', { name: 'Live', exact: true }).waitFor();
    await server().live('down');
    await page.getByRole('status', { name: 'Disconnected' }).waitFor();
    await server().live('up');
    await page.getByRole('status', { name: 'Live', exact: true }).waitFor();
    const row = page.locator('[data-list-row]', { hasText: 'Ring Road' });
    const before = await row.textContent();
    await until(
      'a newer figure',
      () => row.textContent(),
      (text) => text !== before,
    );
    expect(errors).toEqual([]);
  });

  it('marks a count as stale and then as very old', async () => {
    const { page } = await open('/');
    const figure = page.locator('[data-list-row]', { hasText: 'Ring Road' }).locator('[data-freshness]');
    await page.locator('[data-list-row] [data-freshness=fresh] b').first().waitFor();
    await server().live('down');
    await page.waitForFunction(
      () =>
        (
          globalThis as unknown as { document: { querySelectorAll: (s: string) => { length: number } } }
        ).document.querySelectorAll('[data-freshness=stale]').length > 0,
      undefined,
    );
    expect(await figure.getAttribute('data-freshness')).toMatch(/stale|old/);
    expect(await figure.textContent()).toMatch(/delayed|stale/);
  });

  it('shows an offline camera by shape and text, and not as zero', async () => {
    const { page } = await open('/');
    const row = page.locator('[data-list-row]', { hasText: 'Hospital Lot' });
    await row.getByText('offline').first().waitFor();
    expect(await row.locator('[data-state=offline] path').getAttribute('d')).toMatch(/^M3/);
    expect(await row.locator('b').count()).toBe(0);
    expect(await row.textContent()).toContain('no data yet');
  });

  it('offers to add the first camera when there is none', async () => {
    await server().scenario({ empty: true });
    const { page } = await open('/');
    await page.getByRole('link', { name: 'Add the first camera' }).click();
    await page.getByRole('heading', { name: 'Add a camera' }).waitFor();
  });

  it('shows a server error and recovers on retry', async () => {
    await server().scenario({ failWith: 503 });
    const { page } = await open('/');
    await page.getByText('The event store does not respond').first().waitFor();
    await server().scenario();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('[data-list-row]').first().waitFor();
  });

  it('keeps the navigation when a room cannot be loaded, and opens it on retry', async () => {
    const { page } = await open('/?camera=cam000000004');
    const roomChunk = /camera-room-[^/]*\.js$/;
    await page.route(roomChunk, (route) => route.abort());
    await page.getByRole('link', { name: 'Open camera' }).first().click();
    await page.getByText('The server does not respond').waitFor();
    expect(await page.locator('#search-line').count()).toBe(1);
    await page.unroute(roomChunk);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Ring Road, east' }).waitFor();
  });

  it('shows a gap of the day in the chart and in the table', async () => {
    const { page } = await open('/cameras/cam000000004');
    await page.locator('.uplot').waitFor();
    await page.getByText('Table', { exact: true }).click();
    const rows = await page.locator('table tbody tr').count();
    if (rows > 42)
      expect(await page.locator('tr[data-state=gap]').first().textContent()).toContain('not measured');
    expect(rows).toBeGreaterThan(0);
  });
});
