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
