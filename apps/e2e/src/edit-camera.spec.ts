import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { browserFixture } from './browser-fixture.ts';
import { describeInBrowser } from './chromium.ts';
import { accessibilityViolations, dismissedDialog } from './console-page.ts';

const room = '/cameras/cam000000004/edit';
const save = (page: Page) => page.getByRole('button', { name: 'Save changes' });

/** The bodies of the changes that were sent, in order. */
function changesSent(page: Page): unknown[] {
  const sent: unknown[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') sent.push(request.postDataJSON());
  });
  return sent;
}

describeInBrowser('editing a camera', () => {
  const { open, server } = browserFixture();

  it('corrects a stream URL by keyboard, sends only the changed field and shows when it takes effect', async () => {
    const { page, errors } = await open('/cameras/cam000000004');
    const sent = changesSent(page);
    await page.getByRole('link', { name: 'Edit camera' }).focus();
    await page.keyboard.press('Enter');
    const url = page.getByLabel('Stream URL');
    expect(await url.inputValue()).toBe('rtsp://camera-4.city.example/stream1');
    expect(await save(page).isDisabled()).toBe(true);
    await url.focus();
    await page.keyboard.press('End');
    await page.keyboard.type('23');
    await page.keyboard.press('Enter');
    await page.getByText(/^Saved\. The change takes effect at \d/).waitFor();
    expect(sent).toEqual([{ stream: { url: 'rtsp://camera-4.city.example/stream123', transport: 'tcp' } }]);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('link', { name: '← Camera' }).click();
    await page.getByRole('heading', { name: 'Ring Road, east' }).waitFor();
    expect(errors).toEqual([]);
  });

  it('changes name, position and heading without sending the stream URL', async () => {
    const { page } = await open(room);
    const sent = changesSent(page);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ring Road, west');
    await page.getByLabel('Latitude').fill('31.05');
    await page.getByLabel('Heading').fill('12');
    await save(page).click();
    await page.getByRole('heading', { name: 'Edit Ring Road, west' }).waitFor();
    expect(sent).toEqual([{ name: 'Ring Road, west', position: [112.2189, 31.05], heading: 12 }]);
    await page.getByRole('link', { name: '← Camera' }).click();
    await page.getByText('31.050000, 112.218900').waitFor();
  });

  it('shows field errors in the language of the user and focuses the first field', async () => {
    const { page } = await open(room, { language: 'zh' });
    await page.getByLabel('视频流地址').fill('ftp://camera.example/1');
    await page.getByLabel('纬度').fill('');
    await page.getByLabel('朝向').fill('');
    await page.getByRole('button', { name: '保存更改' }).click();
    const problem = page.locator('.mantine-InputWrapper-error');
    await problem.filter({ hasText: '请填写本服务器可以访问的视频流地址' }).waitFor();
    expect(await problem.filter({ hasText: '之间的纬度，或在地图上点击' }).count()).toBe(1);
    // The heading is optional.
    expect(await problem.count()).toBe(2);
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.getByLabel('视频流地址').and(page.locator(':focus')).waitFor();
    await page.getByRole('button', { name: '放弃更改' }).click();
    expect(await page.getByLabel('视频流地址').inputValue()).toBe('rtsp://camera-4.city.example/stream1');
    expect(await problem.count()).toBe(0);
  });

  it('asks for confirmation before unsaved changes are discarded', async () => {
    const { page } = await open(room);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ring Road, west');
    const shown = dismissedDialog(page);
    await page.getByRole('link', { name: 'Map', exact: true }).click();
    expect(await shown).toBe('Discard unsaved changes?');
    expect(page.url()).toContain('/edit');
    await save(page).click();
    await page.getByText(/^Saved\./).waitFor();
    await page.getByRole('link', { name: 'Map', exact: true }).click();
    await page.locator('[data-list-row]').first().waitFor();
  });

  it('explains that a retired camera cannot be edited', async () => {
    const { page } = await open(room);
    await page.getByRole('textbox', { name: 'Name', exact: true }).waitFor();
    await fetch(`${server().url}/v1/cameras/cam000000004/retire`, { method: 'POST' });
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Too late');
    await save(page).click();
    await page.getByText('Not possible in the current state of the camera.').waitFor();
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByText('A retired camera cannot be changed.').waitFor();
    await page.getByRole('link', { name: '← Camera' }).click();
    await page.getByText('retired', { exact: true }).first().waitFor();
    expect(await page.getByRole('link', { name: 'Edit camera' }).count()).toBe(0);
  });
});
