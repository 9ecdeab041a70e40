import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { testToken, VialogServer } from '@vialog/testkit';
import type { Browser } from 'playwright-core';
import { describeInBrowser, startBrowser } from '../chromium.ts';
import { openConsole, signIn } from '../console-page.ts';
import { hangGuardMs, until } from './queries.ts';

jest.setTimeout(hangGuardMs);

const rows = 5_000;
/** Requests of an open list during an import; without batches there would be one for each camera. */
const maxRequests = 100;

/** A list of cameras on a grid. */
const csv = [
  'name,code,latitude,longitude,streamUrl',
  ...Array.from({ length: rows }, (_, at) => {
    const place = `${(30 + Math.floor(at / 100) / 500).toFixed(6)},${(112 + (at % 100) / 500).toFixed(6)}`;
    return `Crossing ${at},imp-${at},${place},rtsp://192.0.2.7/stream${at}`;
  }),
].join('\n');

describeInBrowser('an open console during an import', () => {
  let server: VialogServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([
      VialogServer.start({ env: { VIALOG_ALLOW_CIDRS: '192.0.2.0/24' } }),
      startBrowser(),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.remove();
  });

  it('reads lists a few times for 5,000 new cameras and shows all of them', async () => {
    const { page, errors, close } = await openConsole(browser, server.url);
    await signIn(page, testToken);
    await page.getByText('No cameras yet.').waitFor();
    let requests = 0;
    page.on('request', (request) => (requests += request.url().includes('/v1/cameras') ? 1 : 0));
    const imported = await fetch(`${server.url}/v1/cameras/import?format=csv`, {
      method: 'POST',
      headers: { authorization: `Bearer ${testToken}`, 'content-type': 'application/octet-stream' },
      body: csv,
    });
    expect(await imported.json()).toMatchObject({ applied: true, summary: { new: rows, invalid: 0 } });
    await page.getByText('5,000 of 5,000 cameras').waitFor();
    expect(requests).toBeLessThanOrEqual(maxRequests);
    expect(errors).toEqual([]);
    await close();
  });

  it('the export link downloads all cameras as CSV without passwords', async () => {
    const stream = { url: 'rtsp://viewer:S3cretCanary@192.0.2.8/locked' };
    await server.post('/v1/cameras', { name: 'Locked', position: [112, 30], stream, lifecycle: 'draft' });
    const { page, close } = await openConsole(browser, server.url);
    await signIn(page, testToken);
    const started = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export CSV' }).click();
    const download = await started;
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    const path = await download.path();
    const read = () => readFile(path, 'utf8');
    const text = await until('the whole file', read, (found) => found.split('\n').length > rows + 2);
    expect(text).toContain('rtsp://192.0.2.8/locked');
    expect(text).not.toContain('S3cretCanary');
    expect(text.trim().split('\n')).toHaveLength(rows + 2);
    await close();
  });
});
