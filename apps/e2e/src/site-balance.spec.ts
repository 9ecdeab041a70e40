import { expect, it } from '@jest/globals';
import { siteBalance, type SiteBalance } from '@vialog/contracts';
import type { Page } from 'playwright-core';
import { browserFixture } from './browser-fixture.ts';
import { describeInBrowser } from './chromium.ts';
import { accessibilityViolations, screenshot } from './console-page.ts';

const siteId = 'site00000000';
const path = `/sites?site=${siteId}`;
const views = (['en', 'zh'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    [1440, 390].map((width) => ({ language, theme, width }) as const),
  ),
);
const texts = {
  en: {
    estimated: 'estimated, not measured',
    count: 'Vehicles on site now',
    set: 'Set count',
    saved: 'The count is set.',
  },
  zh: { estimated: '估算值，非实测', count: '当前在场车辆数', set: '设置', saved: '已设置。' },
} as const;

/** Adds a gate line of the site to a camera of the mock server. */
const addGateLine = (page: Page) =>
  page.evaluate(
    `fetch('/v1/cameras/cam000000006/zones', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ zones: [{ zoneId: 'gate', name: 'Gate', kind: 'line', siteId: '${siteId}', line: [[0.1, 0.6], [0.9, 0.6]], directions: { inbound: 'In', outbound: 'Out' } }] }) }).then((response) => response.status)`,
  );

/** Replaces the balance that the server sends. */
const withBalance = (page: Page, balance: SiteBalance) =>
  page.route('**/balance', (route) => route.fulfill({ json: siteBalance.parse(balance) }));

const setCount = {
  setCountId: 'count0000001',
  siteId,
  count: 31,
  note: '',
  countedAt: '2026-01-05T08:00:00.000Z',
  setBy: 'administrator',
  createdAt: '2026-01-05T08:00:10.000Z',
};
const drifted: SiteBalance = {
  siteId,
  readAt: '2026-01-05T12:00:00.000Z',
  kind: 'estimated',
  estimate: 43,
  plusMinus: 4,
  impossible: 'above_capacity',
  capacity: 40,
  classes: ['car', 'bus', 'truck'],
  gateLines: [
    { cameraId: 'cam000000006', zoneId: 'gate', name: 'Compound Gate 2 · Gate', unmeasuredMs: 240_000 },
  ],
  setCount,
  since: {
    elapsedMs: 14_400_000,
    inbound: 1_220,
    outbound: 1_208,
    balance: 12,
    pending: 1,
    unmeasuredMs: 240_000,
    errorPercent: 1.3,
    handCounts: 2,
  },
  correction: {
    low: 33,
    high: 38,
    corrected: 38,
    zones: 1,
    fromAt: '2026-01-05T11:30:00.000Z',
    toAt: '2026-01-05T11:45:00.000Z',
  },
};
const unknown: SiteBalance = {
  ...drifted,
  kind: 'unknown',
  estimate: null,
  plusMinus: null,
  impossible: undefined,
  correction: undefined,
  unknownFromAt: '2026-01-05T11:00:00.000Z',
  unknownReason: 'unmeasured',
  gateLines: drifted.gateLines.map((line) => ({ ...line, unmeasuredMs: 93_600_000 })),
};

describeInBrowser('the vehicles of a site with gate lines', () => {
  const { open } = browserFixture();

  it('a site without gate lines has no estimate', async () => {
    const { page, errors } = await open(path);
    const replied = page.waitForResponse(/\/balance$/);
    await page.reload();
    expect(await (await replied).json()).toMatchObject({ kind: 'no_gate_lines' });
    await page.locator('form').first().waitFor();
    expect(await page.getByText('Vehicles on site').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it.each([
    { language: 'en', theme: 'light', width: 1440 },
    { language: 'zh', theme: 'dark', width: 390 },
  ] as const)('a count is set and found again in the history in $language', async (viewer) => {
    const { page, errors } = await open('/', viewer);
    const words = texts[viewer.language];
    expect(await addGateLine(page)).toBe(200);
    await page.goto(new URL(path, page.url()).href);
    const field = page.getByLabel(words.count);
    const button = page.getByRole('button', { name: words.set, exact: true });
    await field.waitFor();
    expect(await page.getByText(words.estimated).count()).toBe(0);
    await field.fill('17.5');
    expect(await button.isDisabled()).toBe(true);
    await field.fill('17');
    await button.click();
    await page.getByText(words.saved).waitFor();
    await page.getByText(words.estimated).waitFor();
    await page.getByText('≈ ').waitFor();
    await field.fill('16');
    await button.click();
    const history = page.locator('details');
    await history.locator('li').nth(1).waitFor({ state: 'attached' });
    await history.locator('summary').click();
    expect(await history.locator('li').first().innerText()).toMatch(/16[^]*\+\d/);
    await screenshot(page, `balance-set-${viewer.language}-${viewer.theme}-${viewer.width}`);
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it.each(views)(
    'an estimate says that it is one, how it drifted and what is missing in $language $theme $width px',
    async (viewer) => {
      const { page, errors } = await open('/', viewer);
      await withBalance(page, drifted);
      await page.goto(new URL(path, page.url()).href);
      const words = texts[viewer.language];
      await page.getByText(words.estimated).waitFor();
      const section = page.locator('section').filter({ hasText: words.estimated });
      const shown = await section.innerText();
      for (const part of [
        '≈ 43',
        '± 4',
        '40',
        '31',
        '1,220',
        '1,208',
        'Compound Gate 2 · Gate',
        '1.3',
        '33',
        '38',
      ])
        expect(shown).toContain(part);
      await screenshot(page, `balance-drifted-${viewer.language}-${viewer.theme}-${viewer.width}`);
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(errors).toEqual([]);
    },
  );

  it('an unknown number is not shown as a number', async () => {
    const { page, errors } = await open('/');
    await withBalance(page, unknown);
    await page.goto(new URL(path, page.url()).href);
    await page.getByText('The number is not known at the moment.').waitFor();
    await page.getByText('Compound Gate 2 · Gate was not measured for 26 hours').waitFor();
    expect(await page.getByText('≈').count()).toBe(0);
    await screenshot(page, 'balance-unknown-en-light-1440');
    expect(errors).toEqual([]);
  });

  it('another site that is chosen replaces the estimate', async () => {
    const { page, errors } = await open('/');
    await withBalance(page, drifted);
    await page.goto(new URL(path, page.url()).href);
    await page.getByText(texts.en.estimated).waitFor();
    await page.getByRole('link', { name: /Hospital Lot/ }).click();
    await page.getByRole('group', { name: 'Hospital Lot' }).waitFor();
    await page.getByText(texts.en.estimated).first().waitFor();
    expect(await page.getByText(texts.en.estimated).count()).toBe(1);
    expect(errors).toEqual([]);
  });

  it('a balance that cannot be read is an error with a retry', async () => {
    const { page } = await open('/');
    let isBroken = true;
    await page.route('**/balance', (route) =>
      isBroken ? route.fulfill({ status: 503, json: {} }) : route.fulfill({ json: drifted }),
    );
    await page.goto(new URL(path, page.url()).href);
    const retry = page.getByRole('alert').getByRole('button');
    await retry.waitFor();
    isBroken = false;
    await retry.click();
    await page.getByText(texts.en.estimated).waitFor();
  });
});
