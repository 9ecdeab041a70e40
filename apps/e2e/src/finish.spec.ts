import { expect, it } from '@jest/globals';
import { browserFixture } from './browser-fixture.ts';
import { describeInBrowser } from './chromium.ts';
import { accessibilityViolations, resize, screenshot } from './console-page.ts';

describeInBrowser('command palette, shortcuts and undo', () => {
  const { open } = browserFixture();

  it('the command palette opens a room, a camera and a search with the keyboard alone', async () => {
    const { page, errors } = await open('/overview');
    await page.locator('article[data-list-row]').first().waitFor();
    const field = page.getByRole('combobox', { name: /Go to a room/ });
    await page.keyboard.press('Control+k');
    await field.waitFor();
    await page.keyboard.type('sites');
    await page.getByRole('option', { name: /^Sites/, selected: true }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Sites', level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Ring Road');
    await page.getByRole('option', { name: /Ring Road, east/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Ring Road, east' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('occupancy>90%');
    await page.getByRole('option', { name: /occupancy>90%/, selected: true }).waitFor();
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
    expect(page.url()).toContain('/cameras/');
    expect(errors).toEqual([]);
  });

  it('the command palette takes the letters that follow its shortcut at once, and returns the focus', async () => {
    const { page, errors } = await open('/overview');
    await page.locator('article[data-list-row]').first().waitFor();
    await page.keyboard.press('j');
    expect(await page.evaluate<string>(focusAfterShortcut)).toBe('combobox');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('article[data-list-row]:focus').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('gmu?/j');
    expect(await page.getByRole('combobox', { name: /Go to a room/ }).inputValue()).toBe('gmu?/j');
    expect(page.url()).toContain('/overview');
    expect(errors).toEqual([]);
  });

  it('the command palette opens from the menu with the focus in its field', async () => {
    const { page, errors } = await open('/overview');
    await page.locator('article[data-list-row]').first().waitFor();
    await page.getByRole('button', { name: 'Language, theme, help' }).click();
    await page.getByRole('menuitem', { name: /Ctrl K/ }).click();
    await page
      .getByRole('combobox', { name: /Go to a room/ })
      .and(page.locator(':focus'))
      .waitFor();
    await page.keyboard.type('sites');
    await page.getByRole('option', { name: /^Sites/, selected: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('button[aria-haspopup=menu]:focus').waitFor();
    expect(errors).toEqual([]);
  });

  it('the command palette finds by Chinese and by pinyin initials on a phone', async () => {
    const { page, errors } = await open('/overview', { language: 'zh', theme: 'dark', width: 390 });
    await page.locator('article[data-list-row]').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('gj');
    await page.getByRole('option', { name: /告警/, selected: true }).waitFor();
    await screenshot(page, 'palette-zh-dark-390');
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '告警', level: 1 }).waitFor();
    expect(errors).toEqual([]);
  });

  it('shortcuts of single keys can be switched off in the help, and Ctrl+K stays', async () => {
    const { page, errors } = await open('/overview');
    await page.locator('article[data-list-row]').first().waitFor();
    await page.keyboard.press('Shift+?');
    await page.getByRole('switch', { name: 'Shortcuts of single keys' }).press('Space');
    await screenshot(page, 'help-en-light-1440');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.keyboard.press('Shift+?');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /Go to a room/ }).waitFor();
    expect(page.url()).toContain('/overview');
    expect(await page.getByRole('dialog', { name: 'Help' }).count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it('a paused camera is resumed with the shortcut of undo, and its time stops while the message has the focus', async () => {
    const { page, errors } = await open('/cameras/cam000000004', {
      prepare: (console) => console.clock.install(),
    });
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Ring Road, east is paused.').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.keyboard.press('u');
    await page.clock.fastForward('10:00');
    await screenshot(page, 'undo-en-light-1440');
    await page.keyboard.press('Enter');
    await page.getByText('The change was undone.').waitFor();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    expect(errors).toEqual([]);
  });
});

describeInBrowser('what is missing, denied or offline', () => {
  const { open, server } = browserFixture();

  it('a lost connection is shown with what still works, and ends without a reload', async () => {
    const { page, errors } = await open('/overview');
    await page.locator('article[data-list-row]').first().waitFor();
    await server().live('down');
    await page.getByText('Connection lost.').waitFor();
    await page.getByText(/Figures are as of \d\d:\d\d/).waitFor();
    await resize(page, 390);
    await screenshot(page, 'offline-en-light-390');
    expect(await accessibilityViolations(page)).toEqual([]);
    await server().live('up');
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.getByText('Connection lost.').waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
  });

  it.each([
    ['/alerts?channel=chan99999999', '该通道不存在，可能已被删除。', '显示全部告警、规则和通道'],
    ['/alerts?rule=gone', '该规则不存在，可能已被删除。', '显示全部告警、规则和通道'],
    ['/sites?site=site99999999', '该场所不存在，可能已被删除。', '显示全部场所'],
  ])('the address %s of something that does not exist says so and leads back', async (path, text, link) => {
    const { page, errors } = await open(path, { language: 'zh' });
    await page.getByText(text).waitFor();
    await page.getByRole('link', { name: link }).click();
    await page.getByText(text).waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
  });

  it('a denied request says who can grant the permission and which ones the account has', async () => {
    const { page } = await open('/cameras/cam000000004', {
      prepare: (console) =>
        console.route('**/v1/cameras/cam000000004', (route) =>
          route.fulfill({ status: 403, json: { status: 403, code: 'FORBIDDEN', detail: 'no' } }),
        ),
    });
    await page.getByText(/An administrator of this server can grant the permission/).waitFor();
    await screenshot(page, 'denied-en-light-1440');
    expect(await accessibilityViolations(page)).toEqual([]);
  });
});

/** Runs in the page: the role of the element that has the focus in the task of the shortcut, before any other key. */
const focusAfterShortcut = `(() => {
  const options = { key: 'k', ctrlKey: true, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new KeyboardEvent('keydown', options));
  return document.activeElement.getAttribute('role');
})()`;
