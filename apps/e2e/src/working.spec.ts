import { expect, it } from '@jest/globals';
import { browserFixture } from './browser-fixture.ts';
import { describeInBrowser } from './chromium.ts';
import { accessibilityViolations, dismissedDialog, signIn } from './console-page.ts';

describeInBrowser('signing in', () => {
  const { open, server } = browserFixture();

  it('signs in with the link and removes its secret from the address', async () => {
    await server().scenario({ signedIn: false });
    const { page, errors } = await open('/?state=online#link=let-me-in');
    await page.locator('[data-list-row]').first().waitFor();
    expect(page.url()).toBe(`${server().url}/?state=online`);
    expect(errors).toEqual([]);
  });

  it('reports a used link and accepts the administrator token', async () => {
    await server().scenario({ signedIn: false });
    const { page } = await open('/#link=used-before');
    await page.getByText('This link has expired').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await signIn(page, 'administrator-token');
    await page.locator('[data-list-row]').first().waitFor();
  });

  it('closes the rooms on sign-out and returns to the same address after sign-in', async () => {
    const { page } = await open('/cameras/cam000000004');
    await page.getByRole('heading', { name: 'Ring Road, east' }).waitFor();
    await page.getByRole('button', { name: 'Language, theme, help' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await signIn(page, 'let-me-in');
    await page.getByRole('heading', { name: 'Ring Road, east' }).waitFor();
  });

  it('asks for sign-in when the session has ended and returns to the same address', async () => {
    const { page } = await open('/cameras/cam000000004');
    await page.getByRole('heading', { name: 'Ring Road, east' }).waitFor();
    await server().scenario({ signedIn: false });
    await page.reload();
    await signIn(page, 'let-me-in');
    await page.getByRole('heading', { name: 'Ring Road, east' }).waitFor();
  });
});

describeInBrowser('preferences', () => {
  const { open, server } = browserFixture();

  it('keeps language and theme across a reload from the first paint', async () => {
    const { page } = await open('/cameras/cam000000004');
    await page.getByRole('button', { name: 'Language, theme, help' }).click();
    await page.getByRole('menuitemradio', { name: '中文' }).click();
    await page.getByRole('button', { name: '语言、主题、帮助' }).click();
    await page.getByRole('menuitemradio', { name: '深色' }).click();
    await page.reload({ waitUntil: 'domcontentloaded' });
    const html = page.locator('html');
    expect(await html.getAttribute('data-mantine-color-scheme')).toBe('dark');
    expect(await html.getAttribute('lang')).toBe('zh-CN');
    await page.getByRole('heading', { name: '位置与用途' }).waitFor();
  });

  it('renders the rows in view of a long list, and loads the others when they are scrolled to', async () => {
    await server().scenario({ drafts: 3_000 });
    const { page } = await open('/');
    const rows = page.locator('[data-list-row]');
    await page.getByText('3,009 of 3,009 cameras').waitFor();
    await rows.first().waitFor();
    expect(await rows.count()).toBeLessThan(60);
    await page.getByRole('region', { name: 'Cameras', exact: true }).hover();
    await page.mouse.wheel(0, 1_000_000);
    await rows.filter({ hasText: 'Draft 2999' }).waitFor();
    expect(await rows.count()).toBeLessThan(60);
  });

  it('the console can be operated with the keyboard only: help, list, filters', async () => {
    const { page, errors } = await open('/');
    await page.locator('[data-list-row]').first().waitFor();
    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog', { name: 'Help' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.locator('[data-list-row][aria-expanded=true]', { hasText: '市场停车场' }).waitFor();
    await page
      .getByRole('button', { name: /offline/ })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await page.getByText('1 of 9 cameras').waitFor();
    expect(page.url()).toContain('state=offline');
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.getByRole('heading', { name: 'Add a camera' }).waitFor();
    expect(errors).toEqual([]);
  });
});

describeInBrowser('drawing zones and adding cameras', () => {
  const { open, server } = browserFixture();

  it('adds an area by mouse and keyboard, saves it and shows when it takes effect', async () => {
    const { page, errors } = await open('/cameras/cam000000006/zones');
    await page.getByRole('button', { name: 'Add area' }).click();
    const corner = page.getByRole('button', { name: 'Corner 1 of Area 2' });
    const box = await corner.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 12, (box?.y ?? 0) + 12);
    await page.mouse.down();
    await page.mouse.move((box?.x ?? 0) - 48, (box?.y ?? 0) - 18, { steps: 4 });
    await page.mouse.up();
    const x = page.getByLabel('x of corner 1');
    const dragged = Number(await x.inputValue());
    expect(dragged).toBeLessThan(0.33);
    await corner.focus();
    await page.keyboard.press('Shift+ArrowRight');
    expect(Number(await x.inputValue())).toBeCloseTo(dragged + 0.02, 4);
    await page.getByLabel('y of corner 1').fill('0.3');
    await page.getByRole('button', { name: 'Save zones' }).click();
    await page.getByText(/The new zones take effect at/).waitFor();
    expect(errors).toEqual([]);
  });

  it('shows an error of the server at the invalid zone', async () => {
    const { page } = await open('/cameras/cam000000004/zones');
    await page.getByLabel('x of corner 1').fill('0.9');
    await page.getByRole('button', { name: /Outbound lanes/ }).click();
    await page.getByRole('button', { name: 'Save zones' }).click();
    const rejected = page.locator('li', { hasText: 'Inbound lanes' }).getByText(/edges \d+ and \d+ cross/);
    await rejected.waitFor();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Inbound lanes');
  });

  it('offers a screenshot as background where there is no picture of a camera', async () => {
    const { page } = await open('/cameras/cam000000000/zones');
    await page.locator('figure canvas').waitFor();
    await page.getByText('Paste or drop a screenshot of the stream here').waitFor({ state: 'detached' });
    await page.goto(`${server().url}/cameras/cam000000004/zones`);
    await page.getByText('Paste or drop a screenshot of the stream here').waitFor();
  });

  it('asks for confirmation before an unsaved drawing is discarded', async () => {
    const { page } = await open('/cameras/cam000000006/zones');
    await page.getByRole('button', { name: 'Add area' }).click();
    const shown = dismissedDialog(page);
    await page.getByRole('link', { name: 'Map', exact: true }).click();
    expect(await shown).toBe('Discard unsaved changes?');
    expect(page.url()).toContain('/zones');
    await page.getByRole('button', { name: 'Save zones' }).click();
    await page.getByText(/The new zones take effect at/).waitFor();
    await page.getByRole('link', { name: 'Map', exact: true }).click();
    await page.locator('[data-list-row]').first().waitFor();
  });

  it('divides one long space into a row of spaces', async () => {
    const { page } = await open('/cameras/cam000000006/zones');
    await page.getByRole('button', { name: 'Add parking spaces' }).click();
    await page.getByLabel('Spaces in the row').fill('6');
    await page.getByRole('button', { name: 'Divide into a row' }).click();
    await page.getByRole('button', { name: 'Select space 6' }).waitFor();
    await page.getByRole('button', { name: 'Save zones' }).click();
    await page.getByText(/The new zones take effect at/).waitFor();
  });

  it('pauses and resumes a camera', async () => {
    const { page } = await open('/cameras/cam000000004');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
  });

  it('asks for confirmation, retires a camera and removes it from the list', async () => {
    const { page, errors } = await open('/cameras/cam000000004');
    await page.getByRole('button', { name: 'Retire', exact: true }).click();
    await page.getByRole('dialog', { name: 'Retire Ring Road, east?' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.getByRole('button', { name: 'Retire', exact: true }).click();
    await page.getByRole('button', { name: 'Retire permanently' }).click();
    await page.getByRole('button', { name: 'Retire', exact: true }).waitFor({ state: 'hidden' });
    await page.getByText('retired', { exact: true }).first().waitFor();
    await page.getByRole('link', { name: '← Map' }).click();
    await page.locator('[data-list-row]').first().waitFor();
    expect(await page.locator('[data-list-row]', { hasText: 'Ring Road, east' }).count()).toBe(0);
    expect(errors).toEqual([]);
  });
});
