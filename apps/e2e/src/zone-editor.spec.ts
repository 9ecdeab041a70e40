import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { browserFixture } from './browser-fixture.ts';
import { describeInBrowser } from './chromium.ts';
import { accessibilityViolations } from './console-page.ts';

const room = '/cameras/cam000000004/zones';
/** One red pixel, PNG. */
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Drags in the frame; fractions of its width and height. */
async function drag(page: Page, from: readonly number[], to: readonly number[]): Promise<void> {
  const box = await page.getByRole('application').boundingBox();
  if (!box) throw new Error('no drawing layer');
  const at = ([x = 0, y = 0]: readonly number[]) => [box.x + box.width * x, box.y + box.height * y] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 5 });
  await page.mouse.up();
}

/** Pastes a picture, as Ctrl+V does after a screenshot was taken. */
const pastePicture = (page: Page) =>
  page.evaluate((data) => {
    const scope = globalThis as unknown as {
      atob: (text: string) => string;
      document: { dispatchEvent: (event: object) => void };
      DataTransfer: new () => { items: { add: (file: object) => void } };
      File: new (parts: object[], name: string, options: object) => object;
      ClipboardEvent: new (name: string, init: object) => object;
    };
    const bytes = Uint8Array.from(scope.atob(data), (character) => character.charCodeAt(0));
    const clipboardData = new scope.DataTransfer();
    clipboardData.items.add(new scope.File([bytes], 'screenshot.png', { type: 'image/png' }));
    scope.document.dispatchEvent(new scope.ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, picture);

describeInBrowser('the zone editor', () => {
  const { open } = browserFixture();

  it('divides a dragged row into spaces, undoes and redoes it, and offers it after a reload', async () => {
    const { page, errors } = await open(room);
    await button(page, 'Row of spaces').click();
    await page.getByLabel('Spaces in the row').first().fill('6');
    await drag(page, [0.1, 0.1], [0.5, 0.2]);
    await button(page, 'Select space 6').waitFor();
    await button(page, 'Undo').click();
    await button(page, 'Select space 6').waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+Shift+Z');
    await button(page, 'Select space 6').waitFor();
    await page.getByText('Without a site this main zone is not part of any total.').waitFor();
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await button(page, 'Restore').click();
    await page.getByRole('button', { name: 'Parking 1' }).click();
    await button(page, 'Select space 6').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await button(page, 'Save zones').click();
    await page.getByText(/The new zones take effect at/).waitFor();
    expect(errors).toEqual([]);
  });

  it('shows a pasted screenshot as background and sends it nowhere', async () => {
    const { page, errors } = await open(room);
    await page.getByText('Paste or drop a screenshot of the stream here').waitFor();
    const sent: string[] = [];
    page.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
    const bodies: string[] = [];
    page.on('request', (request) => bodies.push(request.postData() ?? ''));
    await pastePicture(page);
    await page.getByText('This screenshot stays in this browser tab and is never sent.').waitFor();
    expect(await page.locator('figure canvas').count()).toBe(1);
    await button(page, 'Add area').click();
    await button(page, 'Save zones').click();
    await page.getByText(/The new zones take effect at/).waitFor();
    expect(sent.filter((each) => !each.startsWith('GET '))).toEqual(['PUT /v1/cameras/cam000000004/zones']);
    expect(bodies.join()).not.toMatch(/iVBOR|PNG|data:|blob:/);
    const kept = await page.evaluate('JSON.stringify({ ...sessionStorage, ...localStorage })');
    expect(kept).not.toMatch(/iVBOR|data:|blob:/);
    await page.reload();
    await page.getByText('Paste or drop a screenshot of the stream here').waitFor();
    expect(errors).toEqual([]);
  });

  it('exports zones, rejects a file with errors and imports a corrected one', async () => {
    const { page } = await open(room);
    const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Export').click()]);
    expect(download.suggestedFilename()).toBe('zones-Ring Road, east.json');
    const file = page.locator('input[type=file][accept*=json]');
    const zones = (polygon: number[][]) =>
      Buffer.from(JSON.stringify({ zones: [{ zoneId: 'gate', name: 'Gate', kind: 'area', polygon }] }));
    const upload = (buffer: Buffer) =>
      file.setInputFiles({ name: 'zones.json', mimeType: 'application/json', buffer });
    const triangle = (x: number) => [
      [0, 0],
      [1, 0],
      [x, 1],
    ];
    await upload(zones(triangle(2)));
    await page.getByText('zones.0.polygon.2.0: expected 0 to 1, found 2').waitFor();
    await upload(zones(triangle(1)));
    await page.getByText('1 zone imported.').waitFor();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Gate');
  });

  it('creates a site for a zone by keyboard and copies the zone beside itself', async () => {
    const { page } = await open(room);
    await button(page, 'Add area').focus();
    await page.keyboard.press('Enter');
    await button(page, 'New site…').focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Add site' });
    await dialog.getByLabel('Name').fill('East gate');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Without a site this main zone').waitFor({ state: 'hidden' });
    const corner = () => page.getByLabel('x of corner 1').inputValue();
    const original = [await corner(), await page.getByLabel('y of corner 1').inputValue()];
    await button(page, 'Copy').click();
    await button(page, 'Paste').click();
    expect([await corner(), await page.getByLabel('y of corner 1').inputValue()]).not.toEqual(original);
    expect(await page.getByLabel('Site', { exact: true }).locator('option:checked').textContent()).toBe(
      'East gate',
    );
  });

  it('marks an impossible corner, keeps it as it was typed and does not save', async () => {
    const { page } = await open(room);
    await page.getByLabel('x of corner 1').fill('1.4');
    await button(page, 'Save zones').click();
    await page.getByText('Enter 0 to 1.').waitFor({ state: 'attached' });
    expect(await page.getByLabel('x of corner 1').inputValue()).toBe('1.4');
    await page.getByLabel('x of corner 1').and(page.locator(':focus')).waitFor();
  });
});

describeInBrowser('sites', () => {
  const { open } = browserFixture();

  it('sites can be added, and edited with impossible values rejected', async () => {
    const { page, errors } = await open('/sites?site=new');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('East gate');
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('gate');
    await page.getByRole('textbox', { name: 'Latitude', exact: true }).fill('112.2');
    await page.getByRole('textbox', { name: 'Longitude', exact: true }).fill('31.03');
    await button(page, 'Swap latitude and longitude').click();
    await button(page, 'Add site').click();
    await page.getByRole('link', { name: 'East gate' }).waitFor();
    const spaces = page.getByRole('textbox', { name: 'Parking spaces', exact: true });
    await spaces.fill('12.5');
    await button(page, 'Save changes').click();
    await page.locator('.mantine-InputWrapper-error', { hasText: 'Enter a whole number' }).waitFor();
    await spaces.fill('12');
    await button(page, 'Save changes').click();
    await page.getByRole('link', { name: 'Gate, 12 spaces' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});
