import { expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { browserFixture } from './browser-fixture.ts';
import { describeInBrowser } from './chromium.ts';
import { accessibilityViolations, screenshot } from './console-page.ts';

/** A synthetic scene: its picture needs no reason. */
const room = '/cameras/cam000000000/zones';
const views = [
  { language: 'en', theme: 'light', width: 1440 },
  { language: 'zh', theme: 'dark', width: 390 },
] as const;

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

async function press(page: Page, target: Locator): Promise<void> {
  await target.focus();
  await page.keyboard.press('Enter');
}

describeInBrowser('the line editor', () => {
  const { open } = browserFixture();

  it('draws, names and swaps a line by keyboard, raises the frame rate and counts crossings live', async () => {
    const { page, errors } = await open(room);
    await press(page, button(page, 'Add counting line'));
    await page.getByLabel('Name of the arrow’s direction').fill('Into town');
    await page.getByLabel('Name of the opposite direction').fill('Out of town');
    const first = page.getByLabel('x of point 1');
    const before = await first.inputValue();
    await press(page, button(page, 'Swap directions'));
    expect(await first.inputValue()).not.toBe(before);
    const corner = page.getByRole('button', { name: /^Point 1 of/ });
    await corner.focus();
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText(/needs at least 3 frames per second/).waitFor();
    await press(page, button(page, 'Sample 5 frames per second'));
    await page.getByText(/needs at least 3 frames per second/).waitFor({ state: 'hidden' });
    await press(page, button(page, 'Count crossings live'));
    const live = page.getByRole('group', { name: 'Live crossings' });
    await live.getByText(/Counting for \d+ s · 5 frames\/s/).waitFor();
    await live.getByText('Bus 1').waitFor();
    expect(await live.getByText('Into town').count()).toBe(1);
    expect(await accessibilityViolations(page)).toEqual([]);
    await press(page, button(page, 'Save zones'));
    await page.getByText(/The new zones take effect at/).waitFor();
    expect(errors).toEqual([]);
  });

  it('draws a line with a finger and finishes it with a button', async () => {
    const { page, errors } = await open(room, { width: 390 });
    await button(page, 'Line').click();
    const layer = page.getByRole('application', { name: 'Line' });
    const box = await layer.boundingBox();
    if (!box) throw new Error('no drawing layer');
    for (const share of [0.2, 0.8])
      await layer.click({ position: { x: box.width * share, y: box.height * 0.5 } });
    await button(page, 'Finish').click();
    await page.getByLabel('x of point 2').waitFor();
    expect(errors).toEqual([]);
  });

  it('counts stopped vehicles of an area without those of a zone of parked vehicles', async () => {
    const { page, errors } = await open('/cameras/cam000000004/zones');
    await button(page, 'Add area').click();
    await button(page, 'Add area').click();
    await page.getByRole('checkbox', { name: 'Count stopped vehicles' }).check();
    await page.getByRole('textbox', { name: 'Stopped after (s)' }).fill('45');
    await page.getByRole('checkbox', { name: 'Area 3' }).check();
    const [request] = await Promise.all([
      page.waitForRequest((each) => each.method() === 'PUT'),
      button(page, 'Save zones').click(),
    ]);
    const { zones } = request.postDataJSON() as { zones: { stopped?: unknown; zoneId: string }[] };
    const parked = zones.at(-2)?.zoneId;
    expect(zones.at(-1)?.stopped).toEqual({ afterMs: 45_000, exceptIn: [parked] });
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('counts a moved line live after the drawing has paused', async () => {
    const { page, errors } = await open(room);
    const drawings = new Set<string>();
    page.on('request', (request) => {
      if (request.url().endsWith('/live-trial'))
        drawings.add(JSON.stringify((request.postDataJSON() as { zones: unknown }).zones));
    });
    await button(page, 'Add counting line').click();
    await button(page, 'Count crossings live').click();
    await page.getByRole('group', { name: 'Live crossings' }).getByText('Bus 1').waitFor();
    const before = drawings.size;
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.getByRole('button', { name: /^Point 1 of/ }).focus();
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowDown');
    const moved = await page.getByLabel('y of point 1').inputValue();
    const sent = page.waitForRequest((request) => (request.postData() ?? '').includes(moved));
    await page.clock.fastForward(1_000);
    await sent;
    expect(drawings.size).toBe(before + 1);
    expect(errors).toEqual([]);
  });

  it('stops counting live when the server rejects the zones', async () => {
    const { page } = await open(room);
    let sent = 0;
    await page.route('**/live-trial', (route) => {
      sent += 1;
      return route.fulfill({ status: 400, json: { code: 'VALIDATION_FAILED', detail: 'No.' } });
    });
    await button(page, 'Add counting line').click();
    await page.clock.install();
    await page.clock.resume();
    await button(page, 'Count crossings live').click();
    await page.getByRole('group', { name: 'Live crossings' }).getByRole('alert').waitFor();
    await page.clock.fastForward(10_000);
    await page.evaluate(`fetch('/v1/me').then((response) => response.status)`);
    const rejected = sent;
    await page.clock.fastForward(10_000);
    await page.evaluate(`fetch('/v1/me').then((response) => response.status)`);
    expect(sent).toBe(rejected);
  });

  it.each(views)(
    'keeps long names of directions inside the picture in $language, $width px',
    async (viewer) => {
      const { page, errors } = await open(room, viewer);
      const name =
        viewer.language === 'zh'
          ? '驶入停车场东侧出入口'.repeat(4)
          : 'Into the parking lot of the station east';
      await page.getByRole('button', { name: /^(Add counting line|添加计数线)$/ }).click();
      await page.getByLabel(/^(Name of the arrow’s direction|箭头方向的名称)$/).fill(name);
      await page.getByLabel(/^(Name of the opposite direction|反方向的名称)$/).fill(`${name.slice(1)}.`);
      for (const point of [1, 2])
        await page.getByLabel(new RegExp(`^(x of point ${point}|第 ${point} 个点的 x)$`)).fill('0.01');
      // The line of a new zone is horizontal: upright, its two points remain different.
      await page.getByLabel(/^(y of point 2|第 2 个点的 y)$/).fill('0.2');
      await page.locator('svg text', { hasText: name }).waitFor({ state: 'attached' });
      const edges = await page.evaluate<number[]>(
        `[...document.querySelectorAll('svg text[data-direction]')].map((text) => text.getBBox()).flatMap(({ x, width }) => [x, x + width])`,
      );
      expect(edges).toHaveLength(4);
      expect(Math.min(...edges)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...edges)).toBeLessThanOrEqual(1_600);
      await screenshot(page, `line-names-${viewer.language}-${viewer.theme}-${viewer.width}`);
      expect(errors).toEqual([]);
    },
  );

  it.each(views)('looks right in $language, $theme, $width px', async (viewer) => {
    const { page, errors } = await open(room, viewer);
    await page.getByRole('button', { name: /^(Add counting line|添加计数线)$/ }).click();
    await page.getByRole('button', { name: /^(Count crossings live|实时过线计数)$/ }).click();
    await page.getByText(/^(Counting for|已计数) \d+/).waitFor();
    await screenshot(page, `line-editor-${viewer.language}-${viewer.theme}-${viewer.width}`);
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});
