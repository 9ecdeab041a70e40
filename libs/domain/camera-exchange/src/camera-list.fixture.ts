import { cameraInput, type Camera, type ImportReport } from '@vialog/contracts';
import { registerCamera } from '@vialog/registry';
import { fakeRegistry, type FakeRegistry } from '@vialog/registry/conformance';
import type { z } from 'zod';
import { importCameras } from './import-cameras.ts';
import type { ImportOptions } from './import-options.ts';
import { readCameraFile, type ReadOptions } from './read-camera-file.ts';

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Reads and imports a text, as the API does. */
export function importText(
  registry: FakeRegistry,
  text: string | Uint8Array,
  options: Partial<ReadOptions & ImportOptions> = {},
): Promise<ImportReport> {
  const bytes = typeof text === 'string' ? bytesOf(text) : text;
  const file = readCameraFile(bytes, { format: 'csv', ...options });
  return importCameras(registry, file, {
    dryRun: false,
    lifecycle: 'active',
    yieldToOthers: () => Promise.resolve(),
    ...options,
  });
}

type Input = z.input<typeof cameraInput>;

/** A registry with two cameras in Wuhan that use every exported field. */
export async function givenTwoCameras(): Promise<{ registry: FakeRegistry; cameras: readonly Camera[] }> {
  const registry = fakeRegistry();
  const north: Input = {
    name: '北停车场, "A" 🅿️',
    code: '42010000001320000001',
    position: [114.305_393, 30.593_099],
    heading: 45,
    fieldOfView: 92.5,
    height: 6,
    tilt: -12.5,
    maker: 'Axis',
    hardwareModel: 'P1455-LE',
    recorderLink: 'https://recorder.example/play?camera=7&start={from}&end={to}',
    tags: ['夜', '=1+2'],
    groups: ['centre'],
    timeZone: 'Asia/Shanghai',
    stream: { url: 'rtsp://camera.example/north', transport: 'udp', aspectRatio: '16:9' },
    governance: { owner: 'City', contact: '+86 27 0000', noticeUrl: 'https://example.org/notice' },
  };
  const south: Input = {
    name: 'South gate',
    position: [114.31, 30.59],
    lifecycle: 'draft',
    indoor: true,
    stream: {
      url: 'https://camera.example/now.jpg',
      refreshMs: 60_000,
      certificateSha256: 'ab'.repeat(32),
    },
  };
  const cameras = [];
  for (const input of [north, south]) cameras.push(await registerCamera(registry, cameraInput.parse(input)));
  return { registry, cameras };
}

export { fakeRegistry };
