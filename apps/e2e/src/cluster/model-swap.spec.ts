import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { defaultModelId } from '@vialog/contracts';
import { ClusterUnderTest, describeUnless, missingNats } from '@vialog/testkit';
import { hangGuardMs } from '../server/queries.ts';
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
} from '../server/model-swap.ts';

jest.setTimeout(hangGuardMs);

describeUnless(missingNats(), describe)('a cluster whose cameras change their model under load', () => {
  let busy: BusyServer<ClusterUnderTest>;
  beforeAll(async () => {
    busy = await startBusyServer((options) => ClusterUnderTest.start(options));
  });
  afterAll(() => busy?.remove());

  test('a cluster takes a model bound to a tag over at a slot boundary and rolls it back, and every slot is counted once by one model', async () => {
    const { server: cluster, cameras } = busy;
    const camera = cameras[0]!;
    await countedBy(cluster, camera, defaultModelId, 1);
    await bindTag(cluster, camera, otherModelId);
    await countedBy(cluster, camera, otherModelId, 3);
    await bindTag(cluster, camera);
    await countedBy(cluster, camera, defaultModelId, 1);
    expect(await modelsSlotBySlot(cluster, camera)).toEqual([defaultModelId, otherModelId, defaultModelId]);
  });

  test('a cluster continues with the old model when the detectors cannot load the new one, and says why', async () => {
    const { server: cluster, cameras } = busy;
    const camera = cameras[1]!;
    const before = await countedBy(cluster, camera, defaultModelId, 1);
    await bind(cluster, camera, damagedModelId);
    const health = await healthWith(cluster, camera, 'model_not_loaded');
    expect(health.detail).toContain('There is no model "damaged"');
    await countedBy(cluster, camera, defaultModelId, before.length + 2);
    expect(await modelsSlotBySlot(cluster, camera)).toEqual([defaultModelId]);
  });
});
