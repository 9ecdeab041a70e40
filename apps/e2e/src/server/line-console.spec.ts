import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { parseTrafficUrl, trafficLine } from '@vialog/capture-synthetic';
import type { Camera, CountEvent } from '@vialog/contracts';
import { testToken, VialogServer } from '@vialog/testkit';
import type { Browser, Locator, Page } from 'playwright-core';
import { describeInBrowser, startBrowser } from '../chromium.ts';
import {
  accessibilityViolations,
  openConsole,
  screenshot,
  signIn,
  type ConsolePage,
} from '../console-page.ts';
import { allEvents, hangGuardMs, until } from './queries.ts';
import { register, viewCamera } from './cameras.ts';

jest.setTimeout(hangGuardMs);

const scene = 'synthetic:gate?seed=90201';

async function press(page: Page, target: Locator): Promise<void> {
  await target.focus();
  await page.keyboard.press('Enter');
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Crossings that a text like "Into town 3" shows. */
const numberIn = (text: string | null): number => Number(/\d+/.exec(text ?? '')?.[0] ?? 0);

describeInBrowser('a line in the console of a real server', () => {
  let server: VialogServer;
  let browser: Browser;
  let camera: Camera;
  let opened: ConsolePage;

  beforeAll(async () => {
    [server, browser] = await Promise.all([VialogServer.start(), startBrowser()]);
    camera = await register(server, viewCamera('Main gate', scene));
    opened = await openConsole(browser, server.url);
    await signIn(opened.page, testToken);
  });
  afterAll(async () => {
    await opened?.close();
    await browser?.close();
    await server?.remove();
  });

  it('a line is drawn and named by keyboard, and its crossings are counted live before it is saved', async () => {
    const { page, errors } = opened;
    await page.goto(`${server.url}/cameras/${camera.cameraId}/zones`);
    await press(page, button(page, 'Add counting line'));
    await page.getByLabel('Name', { exact: true }).fill('Gate line');
    await page.getByLabel('Name of the arrow’s direction').fill('Into town');
    await page.getByLabel('Name of the opposite direction').fill('Out of town');
    await page.getByLabel('Interval (s)').fill('10');
    for (const [at, [x, y]] of trafficLine(parseTrafficUrl(scene)).entries()) {
      await page.getByLabel(`x of point ${at + 1}`).fill(String(x));
      await page.getByLabel(`y of point ${at + 1}`).fill(String(y));
    }
    await press(page, button(page, 'Sample 5 frames per second'));
    await button(page, 'Sample 5 frames per second').waitFor({ state: 'hidden' });
    await press(page, button(page, 'Count crossings live'));
    const live = page.getByRole('group', { name: 'Live crossings' });
    const totals = () => live.locator('b').allTextContents();
    await until('a live crossing', totals, (texts) => texts.some((text) => numberIn(text) > 0));
    await screenshot(page, 'line-live');
    expect(await accessibilityViolations(page)).toEqual([]);
    await press(page, button(page, 'Save zones'));
    await page.getByText(/The new zones take effect at/).waitFor();
    expect(errors).toEqual([]);
  });

  it('a line is counted after it is saved: its directions are in the camera room, on the map and in the events', async () => {
    const { page, errors } = opened;
    const query = `camera:${camera.cameraId} zone:line1 last:1h`;
    const crossed = ({ inbound, outbound }: CountEvent) =>
      [...Object.values(inbound ?? {}), ...Object.values(outbound ?? {})].some((number = 0) => number > 0);
    await until(
      'a slot with crossings',
      () => allEvents(server, query),
      (events) => events.some(crossed),
    );
    await page.goto(`${server.url}/cameras/${camera.cameraId}`);
    const gate = page.getByRole('listitem').filter({ hasText: 'Gate line' }).first();
    await until(
      'the crossings of the line',
      () => gate.innerText(),
      (text) => /Into town \d+\s+↑ Out of town \d+/.test(text),
    );
    await screenshot(page, 'line-camera');
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.goto(server.url);
    const row = page.locator('[data-list-row]', { hasText: 'Main gate' });
    await until(
      'both directions in the list',
      () => row.innerText(),
      (text) => /↓\d+ ↑\d+/.test(text),
    );
    await screenshot(page, 'line-map');
    expect(errors).toEqual([]);
  });
});
