import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { testToken, VialogServer } from '@vialog/testkit';
import type { Browser } from 'playwright-core';
import { until, hangGuardMs } from './asking.ts';
import { describeInBrowser, startBrowser } from '../chromium.ts';
import {
  accessibilityViolations,
  mapIsDrawn,
  openConsole,
  screenshot,
  type ConsolePage,
} from '../console-page.ts';

jest.setTimeout(hangGuardMs);

describeInBrowser('the console after a first start', () => {
  let server: VialogServer;
  let browser: Browser;
  let opened: ConsolePage | undefined;

  beforeAll(async () => {
    // The token is in the data folder: with VIALOG_ADMIN_TOKEN the server offers no sign-in link.
    const dataDir = mkdtempSync(join(tmpdir(), 'vialog-server-'));
    writeFileSync(join(dataDir, 'administrator.token'), testToken, { mode: 0o600 });
    [server, browser] = await Promise.all([
      VialogServer.start({ dataDir, env: { VIALOG_DEMO: '1', VIALOG_ADMIN_TOKEN: '' } }),
      startBrowser(),
    ]);
  });
  afterAll(async () => {
    await opened?.close();
    await browser?.close();
    await server?.remove();
  });

  it('the sign-in link opens the demo site with four cameras that are counted within seconds', async () => {
    const file = join(server.dataDir, 'sign-in-link');
    await until('the sign-in link', () => Promise.resolve(existsSync(file)), Boolean);
    const link = readFileSync(file, 'utf8').trim();
    expect(server.log).not.toContain('#link=');
    opened = await openConsole(browser, link);
    const { page, errors } = opened;
    await page.locator('[data-list-row]').first().waitFor();
    expect(await page.locator('[data-list-row]').count()).toBe(4);
    await page.locator('[data-list-row]', { hasText: 'North Lot, row A' }).waitFor();
    // A number with its age instead of a dash: the live feed has sent the first closed slots.
    const rows = page.locator('[data-list-row]');
    const counted = (texts: readonly string[]) => texts.every((text) => /\d\s*(now|\/)/.test(text));
    await until('a figure for every camera', () => rows.allInnerTexts(), counted);
    await mapIsDrawn(page);
    await screenshot(page, 'demo-map');
    expect(errors).toEqual([]);
  });

  it('a camera page shows the scene, the zones and the model without violating the content security policy', async () => {
    const { page, errors } = opened as ConsolePage;
    await page.locator('[data-list-row]', { hasText: 'North Lot, row A' }).click();
    await page.getByText('North Lot, row A').first().waitFor();
    const [camera] = (await server.json<{ items: { cameraId: string }[] }>('/v1/cameras?text=row')).items;
    await page.goto(`${server.url}/cameras/${camera?.cameraId}`);
    await page.getByRole('heading', { name: 'North Lot, row A' }).waitFor();
    await page.getByText('NanoDet-g 416').first().waitFor();
    const widths = () =>
      page
        .locator('img')
        .evaluateAll((images) =>
          images.map((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
        );
    await until('the rendered scene', widths, (found) => found.includes(1280));
    await screenshot(page, 'demo-camera');
    // The content area scrolls, not the page.
    expect(await page.evaluate('document.documentElement.scrollHeight - innerHeight')).toBe(0);
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('a search shows measured slots', async () => {
    const { page, errors } = opened as ConsolePage;
    await page.goto(server.url);
    await page.locator('#search-line').fill('vehicle>=0 last:1h');
    await page.keyboard.press('Enter');
    await page
      .getByText(/100\s?%|measured/i)
      .first()
      .waitFor();
    await screenshot(page, 'demo-search');
    expect(errors).toEqual([]);
  });

  it('a list of cameras is checked row by row, corrected and imported in the console', async () => {
    const { page, errors } = opened as ConsolePage;
    const file = (rows: readonly string[]) => ({
      name: 'cameras.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['name,latitude,longitude,tags', ...rows].join('\n')),
    });
    await page.goto(`${server.url}/cameras/import`);
    await page
      .locator('input[type=file]')
      .setInputFiles(file(['Bridge,31.03,112.2,road', 'Gate,212,112.2,gate']));
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByRole('button', { name: 'with problems 1' }).waitFor();
    expect(await page.getByRole('cell', { name: /212/ }).count()).toBe(1);
    expect(await page.getByRole('button', { name: /^Import / }).count()).toBe(0);
    await page
      .locator('input[type=file]')
      .setInputFiles(file(['Bridge,31.03,112.2,road', 'Gate,31.02,112.2,gate']));
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByRole('button', { name: 'Import 2 cameras' }).click();
    await page.getByText('Imported.').waitFor();
    await screenshot(page, 'import');
    await page.getByRole('link', { name: 'Go to map', exact: true }).click();
    await page.locator('[data-list-row]', { hasText: 'Bridge' }).waitFor();
    expect(errors).toEqual([]);
  });
});
