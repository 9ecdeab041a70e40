import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { defaultModelId } from '@vialog/contracts';
import { VialogServer } from '@vialog/testkit';
import { automaticRollback, bindCanary, rollbackFinding } from './model-canary.ts';
import { hangGuardMs } from './queries.ts';
import {
  bind,
  bindTag,
  countedBy,
  damagedModelId,
  healthWith,
  modelsSlotBySlot,
  otherModelId,
  startBusyServer,
  type BusyServer,
} from './model-swap.ts';

jest.setTimeout(hangGuardMs);

describe('a server whose cameras change their model under load', () => {
  let busy: BusyServer<VialogServer>;
  beforeAll(async () => {
    busy = await startBusyServer((options) => VialogServer.start(options));
  });
  afterAll(() => busy?.remove());

  test('a model bound to a tag is taken over at a slot boundary and rolled back, and every slot is counted once by one model', async () => {
    const { server, cameras } = busy;
    const camera = cameras[0]!;
    await countedBy(server, camera, defaultModelId, 1);
    await bindTag(server, camera, otherModelId);
    await countedBy(server, camera, otherModelId, 2);
    await bindTag(server, camera);
    await countedBy(server, camera, defaultModelId, 2);
    expect(await modelsSlotBySlot(server, camera)).toEqual([defaultModelId, otherModelId, defaultModelId]);
    expect(await modelsSlotBySlot(server, cameras[2]!)).toEqual([defaultModelId]);
  });

  test('a model that cannot be loaded does not replace the one that counts, and the health says why', async () => {
    const { server, cameras } = busy;
    const camera = cameras[1]!;
    const before = await countedBy(server, camera, defaultModelId, 1);
    await bind(server, camera, damagedModelId);
    const health = await healthWith(server, camera, 'model_not_loaded');
    expect(health.detail).toMatch(
      /Model "nanodet-g-416" still counts, because "damaged" cannot be used: .*it is damaged/,
    );
    await countedBy(server, camera, defaultModelId, before.length + 2);
    expect(await modelsSlotBySlot(server, camera)).toEqual([defaultModelId]);
    await bind(server, camera, defaultModelId);
    await healthWith(server, camera, undefined);
  });

  test('a canary counts at its share of the cameras, and one that fails is rolled back automatically, without a lost slot', async () => {
    const { server } = busy;
    const cameras = [busy.cameras[0]!, busy.cameras[2]!];
    const tried = await bindCanary(server, otherModelId);
    for (const camera of cameras) {
      const model = tried.includes(camera.cameraId) ? otherModelId : defaultModelId;
      await countedBy(server, camera, model, 2);
    }
    await bindCanary(server, damagedModelId);
    const [last] = await automaticRollback(server);
    expect(last).toMatchObject({ scope: { kind: 'all' }, action: 'roll_back' });
    expect(last?.why).toMatch(/^The canary of damaged failed: [1-9]\d+ % of its cameras .* 0 % of the other/);
    expect(last?.model).toBeUndefined();
    const finding = await rollbackFinding(server);
    expect(finding?.params).toEqual({ model: damagedModelId, scopeKind: 'all' });
    for (const camera of cameras) {
      await countedBy(server, camera, defaultModelId, 2);
      expect(await modelsSlotBySlot(server, camera)).not.toContain(damagedModelId);
    }
  });
});
