import { testToken, VialogServer } from '@vialog/testkit';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { Part, Row } from './part.ts';
import { csvOf } from './registry-cameras.ts';

const command = 'npm run bench -- console';
const browserLimitMs = 120_000;

/** The console in a real browser with 20,000 cameras. */
export const consolePart: Part = {
  name: 'console',
  title: 'Console: 20,000 cameras in a browser',
  method:
    'A standalone server with SQLite and draft cameras; the built console in headless Chromium (1440 × 900, software ' +
    'rendering) on the same machine. Each step once, after the list and the map were loaded once. Time until the step is ' +
    'visible; requests to the API that it caused and their bodies. "One changed camera": a name is changed by another ' +
    'client, and the list shows it.',
  run: async ({ quick, progress }) => {
    const server = await VialogServer.start({ env: { VIALOG_RATE_LIMIT: '0' } });
    const browser = await startBrowser();
    try {
      await importCameras(server, quick ? 2_000 : 20_000);
      progress('imported');
      const rows = await measureSteps(server, await openSignedIn(browser, server));
      for (const row of rows) progress(`${row.what}: ${row.value.toFixed(0)} ${row.unit}`);
      return rows;
    } finally {
      await browser.close();
      await server.remove();
    }
  },
};

const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    headless: true,
    args: ['--headless', '--no-sandbox', '--disable-quic', '--disable-background-networking'],
  });

async function importCameras(server: VialogServer, count: number): Promise<void> {
  const response = await server.fetch('/v1/cameras/import?format=csv&lifecycle=draft', {
    method: 'POST',
    body: await new Blob([csvOf(count)]).bytes(),
    headers: { 'content-type': 'text/csv' },
  });
  if (!response.ok) throw new Error(`the import failed with ${response.status}: ${await response.text()}`);
  await response.text();
}

async function openSignedIn(browser: Browser, server: VialogServer): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(browserLimitMs);
  await page.goto(server.url);
  await page.locator('input[type=password]').fill(testToken);
  await page.locator('button[type=submit]').click();
  await page.locator('[data-list-row]').first().waitFor();
  return page;
}

async function measureSteps(server: VialogServer, page: Page): Promise<Row[]> {
  const list = page.locator('[data-list-row]');
  const first = await step(page, 'First list and map', async () => {
    const map = page.waitForResponse((response) => response.url().includes('/v1/cameras/map?'));
    await page.reload();
    await list.first().waitFor();
    await map;
  });
  const scroll = await step(page, 'Scroll to the middle of the list', async () => {
    const before = await list.first().innerText();
    await list.first().evaluate(scrollToMiddle);
    await page.waitForFunction(isOtherRow, before);
  });
  const change = await step(page, 'One changed camera', async () => {
    const name = await list.nth(3).locator('[class*=title]').first().innerText();
    const query = `/v1/cameras/summaries?limit=1000&text=${encodeURIComponent(name)}`;
    const { items } = await server.json<{ items: { cameraId: string; name: string }[] }>(query);
    // "Gate 12" is found in "Gate 123" too.
    const camera = items.find((each) => each.name === name);
    await server.post(`/v1/cameras/${camera?.cameraId}`, { name: `${name} (new)` }, 'PATCH');
    await page.getByText(`${name} (new)`).first().waitFor();
  });
  const pan = await step(page, 'Map moved by a step', () => moveMap(page, 'ArrowRight'));
  const zoom = await step(page, 'Map zoomed in, its cameras loaded', async () => {
    const map = page.waitForResponse((response) => response.url().includes('/v1/cameras/map?'));
    await moveMap(page, 'Equal');
    await map;
  });
  return [...first, ...scroll, ...change, ...pan, ...zoom];
}

/** Presses a key on the map and waits until the movement has ended, which the console writes into the address. */
async function moveMap(page: Page, key: string): Promise<void> {
  const before = page.url();
  await page.locator('.maplibregl-canvas').focus();
  await page.keyboard.press(key);
  await page.waitForURL((url) => url.href !== before);
}

/** Runs in the page: scrolls the list that contains a row. */
function scrollToMiddle(row: unknown): void {
  let box = row as { scrollHeight: number; clientHeight: number; scrollTop: number; parentElement: unknown };
  while (box.scrollHeight < 10 * box.clientHeight || box.clientHeight === 0) box = box.parentElement as never;
  box.scrollTop = box.scrollHeight / 2;
}

/** Runs in the page: the first row is loaded and is not the one before. */
function isOtherRow(before: string): boolean {
  const { document } = globalThis as unknown as {
    document: { querySelector(selector: string): { innerText: string } | null };
  };
  const text = document.querySelector('[data-list-row]')?.innerText ?? '';
  return text.trim() !== '' && text !== before;
}

/** Time, requests to the API and bytes of one step. */
async function step(page: Page, what: string, run: () => Promise<void>): Promise<Row[]> {
  const sizes: Promise<number>[] = [];
  const onResponse = (response: Awaited<ReturnType<Page['waitForResponse']>>) => {
    if (!response.url().includes('/v1/') || response.url().includes('/v1/live')) return;
    sizes.push(response.body().then(({ length }) => length));
  };
  page.on('response', onResponse);
  const began = performance.now();
  await run();
  const ms = performance.now() - began;
  page.off('response', onResponse);
  const bytes = (await Promise.all(sizes)).reduce((sum, each) => sum + each, 0);
  const sent = `${sizes.length} requests, ${(bytes / 1_000).toFixed(1)} kB`;
  return [{ what, value: ms, unit: 'ms', against: sent, command }];
}
