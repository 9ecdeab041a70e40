import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { browserFixture } from './browser-fixture.ts';
import { describeInBrowser } from './chromium.ts';
import { accessibilityViolations } from './console-page.ts';

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const openStep = (page: Page, name: RegExp) =>
  page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name }).click();

/** Waits until the drawing has a picture as its background. */
const pictureIsShown = (page: Page) => page.locator('figure canvas').waitFor();
const pictureIsGone = (page: Page) => page.locator('figure canvas').waitFor({ state: 'detached' });

async function showPicture(page: Page): Promise<void> {
  await field(page, 'Reason for showing the picture').fill('Draw the zones of gate 7');
  await button(page, 'Show picture').click();
  await pictureIsShown(page);
}

describeInBrowser('the picture in the camera wizard', () => {
  const { open, server } = browserFixture();

  it('shows the stream before it is registered and counts it with the drawn zones, the model and the plan', async () => {
    const { page, errors } = await open('/cameras/new');
    await openStep(page, /Zones/);
    await page.getByText('Enter the stream first').waitFor();
    await button(page, 'Enter stream').click();
    await field(page, 'Stream URL').fill('rtsp://camera.example/1');
    await page.getByLabel('Password', { exact: true }).fill('secret-of-the-camera');
    await openStep(page, /Zones/);
    const grant = page.waitForRequest((request) => request.url().endsWith('/still-grants'));
    await showPicture(page);
    expect((await grant).postDataJSON()).toEqual({
      reason: 'Draw the zones of gate 7',
      stream: { url: 'rtsp://camera.example/1', transport: 'tcp' },
      credentials: { username: '', password: 'secret-of-the-camera' },
    });
    await button(page, 'Add area').click();
    await field(page, 'Name').fill('Drive');
    const trial = page.waitForRequest((request) => request.url().endsWith('/trial'));
    await button(page, 'Count now').click();
    expect((await trial).postDataJSON()).toMatchObject({
      zones: [{ name: 'Drive', kind: 'area' }],
      model: { modelId: 'nanodet-g-416' },
      plan: { mode: 'interval', intervalMs: 5_000 },
      outlines: true,
    });
    await page.getByRole('term').filter({ hasText: 'Drive' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('stays after a reload and for the other steps, and goes when another stream is entered', async () => {
    const { page } = await open('/cameras/new');
    await field(page, 'Stream URL').fill('rtsp://camera.example/1');
    await openStep(page, /Zones/);
    await showPicture(page);
    await page.reload();
    await pictureIsShown(page);
    await openStep(page, /Details/);
    await openStep(page, /Zones/);
    await pictureIsShown(page);
    await openStep(page, /Camera and stream/);
    await field(page, 'Stream URL').fill('rtsp://camera.example/2');
    await openStep(page, /Zones/);
    await pictureIsGone(page);
    expect(await field(page, 'Reason for showing the picture').inputValue()).toBe('Draw the zones of gate 7');
  });

  it('the picture in the camera wizard is replaced by a screenshot where pictures are switched off, which is never sent', async () => {
    await server().scenario({ stillsOff: true });
    const { page } = await open('/cameras/new');
    await field(page, 'Stream URL').fill('rtsp://camera.example/1');
    await openStep(page, /Zones/);
    await field(page, 'Reason for showing the picture').fill('Draw the zones');
    await button(page, 'Show picture').click();
    await page.getByRole('alert').getByText('Camera pictures are switched off on this server.').waitFor();
    await page.getByText('Paste or drop a screenshot').waitFor();
    const sent: string[] = [];
    page.on('request', (request) => sent.push(`${request.method()} ${request.url()}`));
    await page.evaluate(dropPicture);
    await pictureIsShown(page);
    await page.getByText('This screenshot stays in this browser tab and is never sent.').waitFor();
    expect(sent.filter((each) => each.startsWith('P'))).toEqual([]);
  });

  it('says after a reload that the password must be entered again', async () => {
    const { page } = await open('/cameras/new');
    await field(page, 'Stream URL').fill('rtsp://camera.example/1');
    await page.getByLabel('Password', { exact: true }).fill('secret-of-the-camera');
    await page.reload();
    await page.getByText('Enter the password again').waitFor();
    await page.getByLabel('Password', { exact: true }).fill('secret-of-the-camera');
    await page.getByText('Enter the password again').waitFor({ state: 'detached' });
  });

  it('a certificate that is not trusted is shown with its fingerprint, and trusted on request', async () => {
    const { page } = await open('/cameras/new');
    await field(page, 'Stream URL').fill('rtsps://camera.example/1');
    await button(page, 'Test stream').click();
    await page.getByText(Array(32).fill('5E').join(':')).waitFor();
    await button(page, 'Trust this certificate').click();
    await page.getByText('The stream works.').waitFor();
    const certificate = page.getByRole('textbox', { name: /fingerprint/i });
    expect(await certificate.inputValue()).toBe(Array(32).fill('5E').join(':'));
    await page.reload();
    await page.getByText('The stream works.').waitFor();
  });
});

/** Runs in the page: drops a picture on the drawing. */
async function dropPicture(): Promise<void> {
  interface Target {
    dispatchEvent(event: unknown): void;
  }
  const scope = globalThis as unknown as {
    document: { querySelector(selector: string): Target; createElement(name: 'canvas'): Canvas };
    DataTransfer: new () => { items: { add(file: unknown): void } };
    DragEvent: new (kind: string, options: object) => unknown;
  };
  interface Canvas {
    toBlob(done: (blob: Blob) => void): void;
  }
  const canvas = scope.document.createElement('canvas');
  const blob = await new Promise<Blob>((resolve) => canvas.toBlob(resolve));
  const dataTransfer = new scope.DataTransfer();
  dataTransfer.items.add(new File([blob], 'screenshot.png', { type: 'image/png' }));
  scope.document
    .querySelector('figure > div')
    .dispatchEvent(new scope.DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
}
