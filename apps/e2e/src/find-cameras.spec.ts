import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { browserFixture } from './browser-fixture.ts';
import { describeInBrowser } from './chromium.ts';
import { accessibilityViolations, screenshot, type Viewer } from './console-page.ts';

const password = 'hunter2-canary';

const texts = {
  en: { interface: 'Network interface', search: 'Search', password: 'Password', username: 'User name' },
  zh: { interface: '网络接口', search: '搜索', password: '密码', username: '用户名' },
} as const;

/** Searches the first interface, types credentials and reads the device, by keyboard only. */
async function findByKeyboard(page: Page, language: keyof typeof texts): Promise<void> {
  const words = texts[language];
  const box = page
    .getByRole('combobox', { name: words.interface })
    .or(page.getByLabel(words.interface))
    .first();
  await box.focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('form button[type=submit]:enabled').first().focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-access=unknown]').waitFor();
  await page.getByLabel(words.username, { exact: true }).focus();
  await page.keyboard.type('admin');
  await page.getByLabel(words.password, { exact: true }).focus();
  await page.keyboard.type(password);
  await page.locator('[data-access=unknown] ~ div button').first().focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-access=accepted]').waitFor();
}

const viewers: readonly Required<Omit<Viewer, 'prepare'>>[] = [
  { language: 'en', theme: 'light', width: 1440 },
  { language: 'zh', theme: 'dark', width: 1440 },
  { language: 'en', theme: 'dark', width: 390 },
  { language: 'zh', theme: 'light', width: 390 },
];

describeInBrowser('finding ONVIF cameras', () => {
  const { open } = browserFixture();

  it.each(viewers)(
    'a device is found and read by keyboard, in $language, $theme, $width px, accessible and without overflow',
    async (viewer) => {
      const { page, errors } = await open('/cameras/find', viewer);
      await page.locator('form input').first().waitFor();
      await screenshot(page, `find-empty-${viewer.language}-${viewer.theme}-${viewer.width}`);
      await findByKeyboard(page, viewer.language);
      await screenshot(page, `find-${viewer.language}-${viewer.theme}-${viewer.width}`);
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(errors).toEqual([]);
      expect(
        await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
      ).toBeLessThanOrEqual(0);
    },
  );

  it('a found camera fills the form of a new camera, and the password is in no address and no storage', async () => {
    const { page } = await open('/cameras/new');
    await page.getByRole('link', { name: 'Find ONVIF cameras' }).click();
    await findByKeyboard(page, 'en');
    await page.getByRole('button', { name: /^Add camera: Gate 1/ }).press('Enter');
    const url = page.getByLabel('Stream URL');
    await url.waitFor();
    expect(await url.inputValue()).toBe('rtsp://192.0.2.64/ch1?subtype=0');
    expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe(password);
    expect(await page.getByLabel('User name', { exact: true }).inputValue()).toBe('admin');
    const kept = await page.evaluate(
      'JSON.stringify([location.href, history.state, { ...localStorage }, { ...sessionStorage }])',
    );
    expect(kept).not.toContain(password);
    await page.reload();
    await url.waitFor();
    expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('');
  });

  it('a device leaves the list when it is removed', async () => {
    const { page } = await open('/cameras/find');
    await page.locator('form input').first().waitFor();
    await findByKeyboard(page, 'en');
    await page.getByRole('button', { name: /^Remove: Gate 1/ }).click();
    await page.getByText('No devices yet', { exact: false }).waitFor();
  });
});
