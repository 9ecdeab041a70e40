import { readFile } from 'node:fs/promises';
import { expect } from '@jest/globals';
import { isoOf, type CountsReport, type Site } from '@vialog/contracts';
import type { VialogServer } from '@vialog/testkit';
import type { Page } from 'playwright-core';
import { sendCounts } from './sent-counts.ts';
import { until } from './queries.ts';

const quarterMs = 900_000;
const days = 3;
/** More than a page of series, and more than a page of rows. */
const emptySites = 250;

interface Lot {
  readonly name: string;
  readonly occupied: number;
  /** Whether a quarter hour was counted. */
  readonly isCounted: (index: number) => boolean;
}

/** Lots of 20 spaces; the last one is counted in two of five quarter hours. */
const lots: readonly Lot[] = [
  { name: 'Harbour Lot', occupied: 9, isCounted: () => true },
  { name: 'Station Lot', occupied: 18, isCounted: () => true },
  { name: 'Market Lot', occupied: 6, isCounted: (index) => index % 5 < 2 },
];

/** A time zone in which it is day, so that a part of today is over. */
const timeZoneOfDay = (): string =>
  new Date().getUTCHours() >= 6 && new Date().getUTCHours() < 18 ? 'UTC' : 'Pacific/Auckland';

/** Registers many sites and some lots with counters, and sends their counts of the last days. */
export async function givenLots(server: Pick<VialogServer, 'post'>): Promise<void> {
  const end = Math.floor(Date.now() / quarterMs) * quarterMs;
  const timeZone = timeZoneOfDay();
  const place = { kind: 'parking_lot', position: [13.4, 52.5], timeZone };
  for (let i = 1; i <= emptySites; i += 1) await server.post('/v1/sites', { ...place, name: `Empty ${i}` });
  const items: object[] = [];
  for (const [number, { name, occupied, isCounted }] of lots.entries()) {
    const { siteId } = await server.post<Site>('/v1/sites', { ...place, name, capacity: 20 });
    await server.post('/v1/cameras', {
      name: `Sign of ${name}`,
      code: `P${number}`,
      position: place.position,
      timeZone,
      stream: { url: 'counter:barrier' },
      countsFromAt: isoOf(end - days * 96 * quarterMs),
      zones: [{ zoneId: 'lot', name: 'Spaces', kind: 'area', role: 'main', siteId, capacity: 20 }],
    });
    for (let i = 1; i <= days * 96; i += 1)
      if (isCounted(i))
        items.push({ counter: `P${number}`, startAt: isoOf(end - i * quarterMs), present: occupied });
  }
  await until<CountsReport>(
    'the counts of the lots to be stored',
    () => sendCounts(server, items),
    ({ known }) => known === items.length,
  );
}

/** Sorts all sites, opens the fullest one, and reads in Trends that the third lot was measured too little. */
export async function plannerReadsSites(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/sites`);
  const rows = page.locator('tbody tr');
  await rows.first().waitFor();
  await page.getByLabel('Name or address').fill('lot');
  await page.getByText(`${lots.length} of `).waitFor();
  await page.getByLabel('Sort').selectOption('fullest');
  await page.waitForURL(/sort=fullest/);
  expect(await rows.locator('th a').allInnerTexts()).toEqual(['Station Lot', 'Harbour Lot', 'Market Lot']);
  await rows.first().getByText('90%').first().waitFor();
  await rows.first().getByText('1 counter').waitFor();
  await page.getByLabel('Name or address').fill('');
  await page.getByText('Page 1 of 13').waitFor();
  await rows.first().getByRole('link', { name: 'Station Lot' }).click();
  await page.getByText(/90% of the spaces are occupied now/).waitFor();
  await page.getByRole('link', { name: 'Open in Trends' }).click();
  await page.getByRole('combobox', { name: 'Sites, groups and zones' }).fill('Market');
  await page.getByRole('option', { name: 'Market Lot', exact: true }).click();
  await page.getByText('Table', { exact: true }).click();
  await page
    .getByText(/40% measured/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Download' }).click();
  const [report] = await Promise.all([
    page.waitForEvent('download'),
    page.getByText('Web page (HTML)', { exact: true }).click(),
  ]);
  const text = await readFile(await report.path(), 'utf8');
  expect(text).toContain('Market Lot: too little was measured to state a figure.');
  expect(text).toMatch(/Station Lot: occupancy was 90 % on average/);
}
