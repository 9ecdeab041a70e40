import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Camera, CameraHealth } from '@vialog/contracts';
import { VialogServer } from '@vialog/testkit';
import { measuredSlots, until, hangGuardMs } from './queries.ts';
import { register, viewCamera } from './cameras.ts';

jest.setTimeout(hangGuardMs);

const shipped = fileURLToPath(new URL('../../../../models/nanodet-g-416/', import.meta.url));

describe('a model file that was damaged on disk', () => {
  let models: string;
  let server: VialogServer;

  beforeAll(async () => {
    models = await mkdtemp(join(tmpdir(), 'vialog-models-'));
    await cp(shipped, join(models, 'nanodet-g-416'), { recursive: true });
    await cp(shipped, join(models, 'damaged'), { recursive: true });
    const card = join(models, 'damaged/model.json');
    await writeFile(card, (await readFile(card, 'utf8')).replace('"nanodet-g-416"', '"damaged"'));
    await writeFile(
      join(models, 'damaged/model.onnx'),
      (await readFile(join(shipped, 'model.onnx'))).fill(7, 1000, 5000),
    );
    server = await VialogServer.start({ env: { VIALOG_MODELS_DIR: models } });
  });
  afterAll(async () => {
    await server?.remove();
    await rm(models, { recursive: true, force: true });
  });

  test('a damaged model file degrades its camera with a reason, and other cameras continue', async () => {
    const good = await register(server, viewCamera('Good', 'synthetic:lot?seed=1'));
    const bad: Camera = await register(
      server,
      viewCamera('Bad', 'synthetic:lot?seed=2', { model: { modelId: 'damaged' } }),
    );
    const health = await until(
      'a degraded camera',
      () => server.json<CameraHealth>(`/v1/cameras/${bad.cameraId}/health`),
      (response) => response.state === 'degraded',
    );
    expect(health).toMatchObject({
      reason: 'detector_down',
      detail: expect.stringMatching(/sha256|SHA-256|checksum|damaged/i),
    });
    await measuredSlots(server, good, 'view', { atLeast: 1 });
  });
});
