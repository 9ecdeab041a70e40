import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { browserFixture } from './browser-fixture.ts';
import { describeInBrowser } from './chromium.ts';
import { accessibilityViolations, screenshot } from './console-page.ts';

const north = 'site00000000';
const hospital = 'site00000002';

const parameters = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);
const rowsOf = (page: Page) => page.locator('tbody tr').allInnerTexts();

describeInBrowser('the trends room', () => {
  const { open } = browserFixture();

  it('a planner compares two lots, zooms into a day, reads why a part is left out, and shares the address', async () => {
    const { page, errors } = await open('/');
    await page.locator('#search-line').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await page.getByRole('heading', { name: 'Trends', level: 1 }).waitFor();
    await page.locator('.uplot').waitFor();

    const picker = page.getByRole('combobox', { name: 'Sites, groups and zones' });
    await picker.fill('Hospital');
    await page.getByRole('option', { name: 'Hospital Lot', exact: true }).click();
    await page.waitForURL(/of=/);
    await page.getByLabel('Measure', { exact: true }).selectOption('occupancy');
    await page.getByLabel('Compare with').selectOption('before');
    const figures = page.getByRole('region', { name: 'Figures', exact: true });
    await figures.getByRole('row', { name: /Hospital Lot/ }).waitFor();
    await figures.getByRole('columnheader', { name: 'Compared mean' }).waitFor();
    await page
      .getByText(/confidence interval \+1\.5 points to \+6\.4 points/)
      .first()
      .waitFor();
    const leftOut = page.locator('section').filter({ hasText: 'Left out of averages' });
    expect(await leftOut.innerText()).toMatch(/0% measured · offline/);
    await page.getByText('another model').first().waitFor();
    await screenshot(page, 'trends-task-line');

    const slider = page.getByRole('slider', { name: 'Point in time' });
    await slider.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForURL(/from=/);
    const zoomed = parameters(page);
    expect(Date.parse(zoomed['to'] ?? '') - Date.parse(zoomed['from'] ?? '')).toBe(86_400_000);

    await page.getByText('Table', { exact: true }).click();
    await page.getByRole('region', { name: 'Table', exact: true }).waitFor();
    expect(await page.getByLabel('Interval', { exact: true }).inputValue()).toBe('15m');
    const rows = await rowsOf(page);
    expect(rows.length).toBeGreaterThan(190);
    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    await page.getByRole('region', { name: 'Table', exact: true }).waitFor();
    expect(await rowsOf(page)).toEqual(rows);
    expect(parameters(page)).toMatchObject({
      of: `${north},${hospital}`,
      measure: 'occupancy',
      compare: 'before',
    });
    expect(errors).toEqual([]);
  });

  it('holidays are named at the point and in the list, left out of the mean, and counted alone', async () => {
    const { page, errors } = await open(`/trends?of=${north}&from=2026-09-20&to=2026-10-18&interval=1d`);
    const list = page.locator('section').filter({ hasText: 'Holidays and events' });
    await list.getByText('National Day (holiday, left out)').first().waitFor();
    const row = page
      .getByRole('region', { name: 'Figures', exact: true })
      .getByRole('row', { name: /North Lot/ });
    await row.getByText('3 / 29').waitFor();
    const slider = page.getByRole('slider', { name: 'Point in time' });
    await slider.focus();
    await page.keyboard.press('Home');
    for (let day = 20; day < 32; day += 1) await page.keyboard.press('ArrowRight');
    expect(await slider.getAttribute('aria-valuetext')).toContain('National Day (holiday, left out)');
    await page.getByLabel('Holidays', { exact: true }).selectOption('only');
    await row.getByText('26 / 29').waitFor();
    expect(parameters(page)).toMatchObject({ holidays: 'only' });
    const report = page.getByRole('menuitem', { name: 'Web page (HTML)' });
    await page.getByRole('button', { name: 'Download' }).click();
    expect(await report.getAttribute('href')).toContain('holidays=only');
    expect(errors).toEqual([]);
  });

  it('a part that is marked in the chart becomes the period', async () => {
    const { page, errors } = await open(`/trends?of=${north}&last=91`);
    const plot = page.locator('.u-over');
    await plot.waitFor();
    const box = await plot.boundingBox();
    if (!box) throw new Error('the chart has no size');
    await page.mouse.move(box.x + box.width * 0.5, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 60, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/from=/);
    const { from = '', to = '' } = parameters(page);
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
    expect(days).toBeGreaterThanOrEqual(7);
    expect(days).toBeLessThanOrEqual(11);
    await page.goBack();
    await page.waitForURL((url) => !url.searchParams.has('from'));
    await page.goForward();
    await page.getByRole('button', { name: 'Reset period' }).click();
    await page.waitForURL((url) => !url.searchParams.has('from'));
    expect(parameters(page)).toMatchObject({ last: '91' });
    await page.getByText('Times: Asia/Shanghai.').waitFor();
    expect(errors).toEqual([]);
  });

  it('the hours of the week are read with the arrow keys, with their coverage', async () => {
    const { page, errors } = await open(`/trends?of=${north}&measure=occupancy&view=heat`);
    const grid = page.getByRole('grid');
    await grid.waitFor();
    await grid.locator('[tabindex="0"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText(/Mon 9:00–10:00: median \d+%.*hours used: 4, left out: 0, 98% measured/).waitFor();
    for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowDown');
    for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowLeft');
    await page.getByText(/Sun 3:00–4:00: left out, because all 4 hours/).waitFor();
    expect(errors).toEqual([]);
  });

  it.each(['bars', 'week'])('the view %s is drawn in Chinese on a narrow dark screen', async (view) => {
    const viewer = { language: 'zh', theme: 'dark', width: 390 } as const;
    const { page, errors } = await open(
      `/trends?of=${north},${hospital}&measure=occupancy&view=${view}&compare=year`,
      viewer,
    );
    await page.locator('.uplot').waitFor();
    await page.getByText('95% 置信区间').first().waitFor();
    await page.locator('.uplot').scrollIntoViewIfNeeded();
    await screenshot(page, `trends-${view}-zh-dark-390`);
    expect(errors).toEqual([]);
  });

  it('the shown question is downloaded as a report or as values, with the keyboard alone', async () => {
    const { page, errors } = await open(`/trends?of=${north}&measure=occupancy&last=7&min=60`);
    const button = page.getByRole('button', { name: 'Download' });
    await button.focus();
    await page.keyboard.press('Enter');
    const items = page.getByRole('menuitem');
    await items.first().waitFor();
    expect(await items.allInnerTexts()).toEqual([
      'Web page (HTML)',
      'Document (PDF)',
      'Excel workbook (XLSX)',
      'Chart (SVG)',
      'Chart (PNG)',
      'CSV',
      'Excel (XLSX)',
      'Parquet',
      'NDJSON',
    ]);
    await screenshot(page, 'trends-download');
    const href = await items.first().getAttribute('href');
    const { searchParams, pathname } = new URL(href ?? '', page.url());
    expect(pathname).toBe('/v1/reports/file');
    expect(Object.fromEntries(searchParams)).toMatchObject({
      measure: 'occupancy',
      sites: north,
      language: 'en',
      minCoverage: '0.6',
      target: '0.85',
      format: 'html',
    });
    expect(errors).toEqual([]);
  });

  it('a site that no longer exists is named, and the selection can be cleared', async () => {
    const { page } = await open('/trends?of=site00000099');
    await page.getByRole('alert').waitFor();
    await page.getByRole('button', { name: 'Clear the selection' }).click();
    await page.locator('.uplot').waitFor();
  });

  it('a planner finds a question in either language and reads the result of a chosen date within three clicks', async () => {
    const { page, errors } = await open('/');
    await page.getByRole('link', { name: 'Questions' }).click();
    await page.getByText('2 questions').waitFor();
    await page.getByText('expected one of presence, occupancy').waitFor();
    await page.getByLabel('Search questions').fill('道路');
    await page.getByText('1 question', { exact: true }).waitFor();
    await page.getByRole('link', { name: /What did the street change do to the lots/ }).click();
    const result = page.getByRole('region', { name: 'Result', exact: true });
    await result.getByText('North Lot: occupancy fell by 6.2 percentage points').waitFor();
    await page.locator('.uplot').waitFor();
    await page.getByText('each with the same weight').waitFor();
    await page.getByLabel('Date of the change').fill('2026-03-02');
    await page.waitForURL(/at=2026-03-02/);
    await result.getByText(/2 Mar(ch)? 2026 –/).waitFor();
    await page.getByRole('button', { name: 'Download' }).click();
    const href = await page.getByRole('menuitem', { name: 'Document (PDF)' }).getAttribute('href');
    const { searchParams, pathname } = new URL(href ?? '', page.url());
    expect(pathname).toBe('/v1/analytics/parking-after-change/file');
    expect(Object.fromEntries(searchParams)).toEqual({
      language: 'en',
      changeAt: '2026-03-01T16:00:00.000Z',
      format: 'pdf',
    });
    expect(errors).toEqual([]);
    // A target that is rejected can be changed where it is.
    await page.keyboard.press('Escape');
    const target = page.getByLabel('Target, %');
    await target.fill('8500');
    await target.press('Enter');
    await page.getByText('Expected a share from 0 to 1.').waitFor();
    await target.fill('80');
    await target.press('Enter');
    await result.getByText('North Lot: occupancy fell').waitFor();
  });

  it('a planner schedules a view, changes, runs and resends it, and adds calendars, with the keyboard only', async () => {
    const { page, errors } = await open(`/trends?of=${north}&measure=occupancy`);
    page.on('dialog', (dialog) => void dialog.accept());
    const press = async (name: string | RegExp, within: Pick<Page, 'getByRole'> = page) => {
      await within.getByRole('button', { name }).focus();
      await page.keyboard.press('Enter');
    };
    await press('Schedule report');
    await page.getByRole('heading', { name: 'Occupancy: North Lot' }).waitFor();
    const form = page.getByRole('form', { name: 'Edit “Occupancy: North Lot”' });
    await form.getByLabel('Name').fill('North Lot for the council');
    await form.getByLabel('Day of the month').selectOption('5');
    await form.getByLabel('XLSX').press('Space');
    await form.getByLabel('Channel').selectOption('Control room');
    await press('Save schedule', form);
    const schedules = page.getByRole('region', { name: 'Scheduled reports' });
    await schedules.getByText('Day 5 of every month at 06:00 (Asia/Shanghai)').waitFor();
    await schedules.getByText('Channel “Control room”').waitFor();
    await schedules.getByText(/^Next run: /).waitFor();

    await press('Run now: “North Lot for the council”');
    await schedules.getByRole('link', { name: /^PDF/ }).waitFor();
    await schedules.getByText('Event not delivered, given up').waitFor();
    const resent = page.waitForRequest(/\/v1\/alert-channels\/channel00001\/resends$/);
    await press('Resend', schedules);
    expect((await resent).postDataJSON()).toEqual({ eventId: expect.stringMatching(/-written$/) as unknown });
    await press('Pause “North Lot for the council”');
    await schedules.getByText('No next run while paused.').waitFor();

    const calendars = page.getByRole('region', { name: 'Calendars' });
    await press('Add holidays of a country', calendars);
    await calendars.getByLabel('Country or region').selectOption('Germany');
    await calendars.getByLabel('State or part').selectOption('Bavaria');
    await press('Add calendar', calendars);
    await calendars.getByText('Germany (DE-BY): Public holidays').waitFor();
    await calendars.getByText('Night market · Holidays and markets').first().waitFor();
    await press('Import iCalendar file', calendars);
    await calendars.locator('input[type="file"]').setInputFiles({
      name: 'markets.ics',
      mimeType: 'text/calendar',
      buffer: Buffer.from('BEGIN:VCALENDAR'),
    });
    await calendars.getByText('2 events, first on').waitFor();
    await press('Import', calendars.getByRole('form'));
    await calendars.getByText('iCalendar file with 2 events').waitFor();
    await screenshot(page, 'reports-and-calendars');
    expect(await accessibilityViolations(page)).toEqual([]);

    await press('Delete “Markets”');
    await calendars.getByText('iCalendar file with 2 events').waitFor({ state: 'detached' });
    await press('Delete “North Lot for the council”');
    await schedules.getByText('No scheduled reports yet.').waitFor();
    expect(errors).toEqual([]);
  });
});
