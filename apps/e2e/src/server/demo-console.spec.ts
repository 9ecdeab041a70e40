import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { dayMs, type DemoHistory } from '@vialog/contracts';
import { freePort, testToken, VialogServer } from '@vialog/testkit';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { everythingChecked } from './checked-things.ts';
import { until, hangGuardMs } from './queries.ts';
import { describeInBrowser, startBrowser } from '../chromium.ts';
import { register, viewCamera } from './cameras.ts';
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
      VialogServer.start({
        dataDir,
        env: { VIALOG_DEMO: '1', VIALOG_ADMIN_TOKEN: '', VIALOG_ALLOW_CIDRS: '127.0.0.0/8' },
      }),
      startBrowser(),
    ]);
  });
  afterAll(async () => {
    await opened?.close();
    await browser?.close();
    await server?.remove();
  });

  it('the sign-in link opens the demo town with twelve cameras', async () => {
    const file = join(server.dataDir, 'sign-in-link');
    const read = () => (existsSync(file) ? readFileSync(file, 'utf8').trim() : '');
    const link = await until('the sign-in link', () => Promise.resolve(read()), Boolean);
    expect(server.log).not.toContain('#link=');
    opened = await openConsole(browser, link);
    const { page, errors } = opened;
    await page.locator('[data-list-row]').first().waitFor();
    expect(await page.locator('[data-list-row]').count()).toBe(12);
    await page.locator('[data-list-row]', { hasText: 'North Lot, row A' }).waitFor();
    expect(errors).toEqual([]);
  });

  it('a question has a result from the simulated history while it is being written, and one click removes the history', async () => {
    const { page, errors } = opened as ConsolePage;
    const history = () => server.json<DemoHistory>('/v1/demo/history');
    const hasDays = ({ toAt = '', writtenFromAt = toAt }: DemoHistory) =>
      Date.parse(toAt) - Date.parse(writtenFromAt) > 7 * dayMs;
    await until('a week of history', history, hasDays);
    await page.goto(`${server.url}/questions/fullest-hours`);
    await page.getByText('All figures are simulated').waitFor();
    await page
      .getByText(/North Lot: the peak hour of the typical week is/)
      .first()
      .waitFor();
    await page.getByRole('link', { name: 'All questions' }).click();
    await screenshot(page, 'demo-history');
    await page.getByRole('button', { name: 'Remove simulated history' }).click();
    await page.getByRole('button', { name: 'Remove simulated history' }).waitFor({ state: 'detached' });
    expect(await history()).toEqual({ kind: 'removed', cameras: 0 });
    const { items } = await server.json<{ items: { name: string }[] }>('/v1/cameras?limit=100');
    expect(items.filter(({ name }) => name.includes('history'))).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('every camera of the demo is counted within seconds', async () => {
    const { page, errors } = opened as ConsolePage;
    await page.goto(server.url);
    // A number with its age instead of a dash: the live feed has sent the first closed slots.
    const rows = page.locator('[data-list-row]');
    const counted = (texts: readonly string[]) => texts.every((text) => /\d\s*(now|\/)/.test(text));
    await until('a figure for every camera', () => rows.allInnerTexts(), counted);
    await mapIsDrawn(page);
    await screenshot(page, 'demo-map');
    expect(errors).toEqual([]);
  });

  it('the overview says that cameras, storage, queues and dead letters were checked', async () => {
    await everythingChecked(server, { camera: 12, storage: 4, queue: 1, dead_letter: 1 });
    const { page, errors } = opened as ConsolePage;
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByText('12 active cameras').waitFor();
    await page.goBack();
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

  it('the zone editor shows the picture of a real camera for a reason, and counts it with the drawn zones', async () => {
    const { page, errors } = opened as ConsolePage;
    const background = { r: 90, g: 110, b: 130 };
    const jpeg = await sharp({ create: { width: 640, height: 360, channels: 3, background } })
      .jpeg()
      .toBuffer();
    const camera = createServer((_request, response) =>
      response.setHeader('content-type', 'image/jpeg').end(jpeg),
    );
    const port = await freePort();
    await new Promise<void>((resolve) => camera.listen(port, '127.0.0.1', resolve));
    try {
      const url = `http://127.0.0.1:${port}/now.jpg`;
      const { cameraId } = await register(server, viewCamera('Snapshot', url, { lifecycle: 'draft' }));
      await page.goto(`${server.url}/cameras/${cameraId}/zones`);
      await page.getByRole('textbox', { name: 'Reason for showing the picture' }).fill('Draw the zones');
      await page.getByRole('button', { name: 'Show picture' }).click();
      const widths = () =>
        page
          .locator('figure canvas')
          .evaluateAll((pictures) =>
            pictures.map((picture) => (picture as unknown as { width: number }).width),
          );
      await until('the picture of the camera', widths, (found) => found.includes(640));
      await page.getByRole('checkbox', { name: 'Outline what is counted' }).check();
      await page.getByRole('button', { name: 'Count now' }).click();
      await page.getByRole('definition').first().waitFor();
      expect(await page.getByRole('term').first().textContent()).toBe('Whole frame');
      // A trial counts at the width of the network, which is narrower than the camera's picture.
      await until('the counted picture with outlines', widths, ([width = 640]) => width > 0 && width < 640);
      await screenshot(page, 'zone-editor-picture');
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(errors).toEqual([]);
    } finally {
      camera.close();
    }
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

  it('a kiosk link opens the board on a screen, which marks old figures while the server is stopped and continues without a reload', async () => {
    const { page } = opened as ConsolePage;
    await page.goto(`${server.url}/board`);
    await page.getByRole('button', { name: 'Board settings' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Entrance hall');
    await page.getByRole('button', { name: 'Create link' }).click();
    const address = await page.getByLabel('Address of the screen').inputValue();
    const screen = await openConsole(browser, address, { prepare: (wall) => wall.clock.install() });
    const { page: wall, errors } = screen;
    const tiles = (state: string) => wall.locator(`li[data-state=${state}]`);
    await tiles('live').first().waitFor();
    expect(wall.url()).toBe(`${server.url}/board`);
    expect(await rejectedRoutes(screen)).toEqual([403, 403, 403, 403]);
    expect(server.log).not.toContain(new URL(address).hash.replace('#kiosk=', ''));
    await screenshot(wall, 'demo-board');
    await wall.evaluate("globalThis.sinceLoad = 'the same page'");

    await server.stop();
    await wall.clock.fastForward('02:00');
    await tiles('stale').first().waitFor();
    await wall.clock.fastForward('01:00:00');
    await tiles('none').first().waitFor();
    expect(await tiles('live').count()).toBe(0);
    await wall.getByText('No connection since').waitFor();

    await server.startAgain();
    await until(
      'figures after the restart',
      async () => {
        // The next attempt is due within 30 s. Short steps do not end the time limit of a request under way (20 s).
        await wall.clock.fastForward('00:05');
        // The newest figure can be of before the stop, and is marked then.
        return (await tiles('live').count()) + (await tiles('stale').count());
      },
      (figures) => figures > 0,
    );
    expect(await wall.evaluate('globalThis.sinceLoad')).toBe('the same page');
    expect(errors).toEqual([]);
    await screen.close();
  });
});

/** HTTP status of requests that a screen must not send. */
const rejectedRoutes = ({ context, page }: ConsolePage): Promise<number[]> => {
  const { origin } = new URL(page.url());
  const paths = ['/v1/sites', '/v1/cameras', '/v1/live', '/v1/kiosk-links'];
  return Promise.all(paths.map(async (path) => (await context.request.get(origin + path)).status()));
};
