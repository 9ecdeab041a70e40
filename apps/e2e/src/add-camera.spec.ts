import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { browserFixture } from './browser-fixture.ts';
import { describeInBrowser } from './chromium.ts';
import { accessibilityViolations, mapIsDrawn } from './console-page.ts';

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const step = (page: Page, name: RegExp) =>
  page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name });

async function fillStream(page: Page, name: string): Promise<void> {
  await field(page, 'Name').fill(name);
  await field(page, 'Stream URL').fill('rtsp://camera.example/1');
  await button(page, 'Next').click();
}

/** Goes from the place to the last step and saves. */
async function save(page: Page): Promise<void> {
  await step(page, /Details/).click();
  await button(page, 'Add camera').click();
}

describeInBrowser('the camera wizard', () => {
  const { open } = browserFixture();

  it('adds a camera with the keyboard only: tests the stream, enters the place, adds a zone and saves', async () => {
    const { page, errors } = await open('/cameras/new');
    const press = async (name: string) => {
      await button(page, name).focus();
      await page.keyboard.press('Enter');
    };
    await field(page, 'Name').focus();
    await page.keyboard.type('Gate 7');
    await field(page, 'Stream URL').focus();
    await page.keyboard.type('rtsp://camera.example/1');
    await press('Test stream');
    await page.getByText('The stream works.').waitFor();
    await press('Use: Areas, keyframes only');
    await page.getByText('In use').first().waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await field(page, 'Name').focus();
    await page.keyboard.press('Enter');
    await field(page, 'Latitude').focus();
    await page.keyboard.type('31.0205');
    await field(page, 'Longitude').focus();
    await page.keyboard.type('112.2040');
    await field(page, 'Heading (°)').focus();
    await page.keyboard.type('120');
    await page.keyboard.press('Enter');
    await press('Add area');
    expect(await accessibilityViolations(page)).toEqual([]);
    await press('Next');
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await press('Add camera');
    expect((await sent).postDataJSON()).toMatchObject({
      name: 'Gate 7',
      stream: { url: 'rtsp://camera.example/1' },
      plan: { mode: 'keyframes' },
      position: [112.204, 31.0205],
      heading: 120,
      zones: [{ zoneId: 'area1', kind: 'area' }],
    });
    await page.getByRole('heading', { name: 'Gate 7' }).waitFor();
    expect(errors).toEqual([]);
  });

  it('keeps everything but the password when the page is reloaded', async () => {
    const { page } = await open('/cameras/new');
    await field(page, 'Name').fill('Gate 8');
    await field(page, 'Stream URL').fill('rtsp://camera.example/1');
    await field(page, 'User name').fill('admin');
    await page.getByLabel('Password', { exact: true }).fill('secret-of-the-camera');
    await step(page, /Zones/).click();
    await button(page, 'Add area').click();
    await field(page, 'Name').fill('Drive');
    expect(await page.evaluate('JSON.stringify({ ...sessionStorage })')).not.toContain(
      'secret-of-the-camera',
    );
    await page.reload();
    expect(await field(page, 'Name').inputValue()).toBe('Drive');
    await step(page, /Camera and stream/).click();
    expect(await field(page, 'Name').inputValue()).toBe('Gate 8');
    expect(await field(page, 'User name').inputValue()).toBe('admin');
    expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('');
    await button(page, 'Start over').click();
    expect(await field(page, 'Name').inputValue()).toBe('');
  });

  it('opens the step of the first error in the language of the user', async () => {
    const { page } = await open('/cameras/new', { language: 'zh' });
    await page.getByRole('button', { name: /详细信息/ }).click();
    await button(page, '添加摄像头').click();
    await page.locator('.mantine-InputWrapper-error', { hasText: '最多 120 个字符' }).waitFor();
    await page.getByRole('textbox', { name: /名称/ }).and(page.locator(':focus')).waitFor();
    const problem = page.locator('.mantine-InputWrapper-error', { hasText: '视频流地址' });
    expect(await problem.textContent()).not.toMatch(/expected/i);
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it('says in words what a test of the stream found', async () => {
    const { page } = await open('/cameras/new');
    await field(page, 'Stream URL').fill('rtsp://locked.example/1');
    await button(page, 'Test stream').click();
    await page.getByText('The camera needs a user name and password.').waitFor();
  });

  it('places the camera by a click on the map and turns it by dragging the cone', async () => {
    const { page } = await open('/cameras/new');
    await fillStream(page, '新摄像头 🚗');
    await mapIsDrawn(page);
    await page.locator('.maplibregl-canvas').click({ position: { x: 240, y: 180 } });
    const longitude = await field(page, 'Longitude').inputValue();
    expect(Number(longitude)).not.toBe(0);
    const cone = await page.locator('.camera-cone').boundingBox();
    const handle = await page.locator('.cone-handle.heading').boundingBox();
    if (!cone || !handle) throw new Error('no cone');
    await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
    await page.mouse.down();
    await page.mouse.move(cone.x + cone.width - 4, cone.y + cone.height / 2, { steps: 4 });
    await page.mouse.up();
    expect(Math.abs(Number(await field(page, 'Heading (°)').inputValue()) - 90)).toBeLessThanOrEqual(1);
    expect(await field(page, 'Longitude').inputValue()).toBe(longitude);
    await save(page);
    await page.getByRole('heading', { name: '新摄像头 🚗' }).waitFor();
  });

  it('rejects a latitude beyond 90, keeps it as it was typed and offers to swap it with the longitude', async () => {
    const { page } = await open('/cameras/new');
    await fillStream(page, 'Swapped');
    await field(page, 'Latitude').fill('112.204');
    await field(page, 'Longitude').fill('31.0205');
    await button(page, 'Next').click();
    await page.getByText('Enter a latitude from -90 to 90').waitFor();
    expect(await field(page, 'Latitude').inputValue()).toBe('112.204');
    await button(page, 'Swap latitude and longitude').click();
    await save(page);
    await page.getByRole('heading', { name: 'Swapped' }).waitFor();
    await page.getByText('31.020500, 112.204000').waitFor();
  });

  it('accepts a position typed key by key, with intermediate and trailing zeros', async () => {
    const { page } = await open('/cameras/new');
    await fillStream(page, 'Typed');
    await field(page, 'Latitude').pressSequentially('31.0205');
    await field(page, 'Longitude').pressSequentially('112.2040');
    expect(await field(page, 'Longitude').inputValue()).toBe('112.2040');
    await save(page);
    await page.getByText('31.020500, 112.204000').waitFor();
  });
});
