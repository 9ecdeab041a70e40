import { expect, it } from '@jest/globals';
import { until } from '@vialog/testkit';
import type { Page } from 'playwright-core';
import { browserFixture } from './browser-fixture.ts';
import { describeInBrowser } from './chromium.ts';
import { accessibilityViolations, screenshot } from './console-page.ts';

const line = (page: Page) => page.locator('#search-line');
const menu = (page: Page) => page.getByRole('dialog', { name: /saved searches|已保存的搜索/i });
const star = (page: Page) => page.getByRole('button', { name: /saved searches|已保存的搜索/i });
const views = [
  { language: 'en', theme: 'light', width: 1440 },
  { language: 'zh', theme: 'dark', width: 390 },
] as const;

async function saveAs(page: Page, name: string): Promise<void> {
  await star(page).click();
  await menu(page).getByRole('textbox').fill(name);
  await page.keyboard.press('Enter');
  await menu(page).getByRole('listitem').filter({ hasText: name }).waitFor();
}

describeInBrowser('saved searches', () => {
  const { open } = browserFixture();

  it('a search is saved, found again after a reload, and restored after it was deleted', async () => {
    const { page, errors } = await open('/?q=car%3E%3D3%20last%3A40m');
    await saveAs(page, 'Busy gates');
    await page.goto(new URL('/', page.url()).href);
    await star(page).click();
    await menu(page).getByRole('button', { name: 'Busy gates car>=3 last:40m' }).click();
    await page.waitForURL((url) => url.searchParams.get('q') === 'car>=3 last:40m');
    expect(await line(page).inputValue()).toBe('car>=3 last:40m');
    await page.getByRole('button', { name: 'Saved as “Busy gates”; saved searches' }).click();
    await menu(page).getByRole('button', { name: 'Delete “Busy gates”' }).click();
    await menu(page).getByText('No saved searches yet.').waitFor();
    await menu(page).getByRole('button', { name: 'Undo' }).click();
    await menu(page).getByRole('button', { name: 'Delete “Busy gates”' }).waitFor();
    expect(errors).toEqual([]);
  });

  it('a recent search of the browser is repeated with the keyboard alone', async () => {
    const { page, errors } = await open('/?q=truck%3E%3D1');
    await until(async () =>
      /truck>=1/.test(await page.evaluate("localStorage['vialog.recentSearches'] ?? ''")),
    );
    await line(page).fill('');
    await page.waitForURL((url) => !url.searchParams.has('q'));
    await star(page).focus();
    await page.keyboard.press('Enter');
    const recent = menu(page).getByRole('button', { name: 'truck>=1' });
    await recent.waitFor();
    for (let i = 0; i < 5; i += 1) {
      if ((await recent.and(page.locator(':focus')).count()) > 0) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('q') === 'truck>=1');
    expect(errors).toEqual([]);
  });

  it.each(views)('the menu has no accessibility violation in $language $width px', async (viewer) => {
    const { page, errors } = await open('/?q=kind%3Agap', viewer);
    await saveAs(page, viewer.language === 'zh' ? '未测量的停车场' : 'Not measured');
    await screenshot(page, `saved-searches-${viewer.language}-${viewer.theme}-${viewer.width}`);
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});
