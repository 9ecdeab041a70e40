import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { completeZone, viewZone, zone as zoneSchema, type Picture, type ZoneCount } from '@vialog/contracts';
import { captureWidth, packYuv420p, unpackYuv420p } from '@vialog/detection';
import { OnnxDetector } from '@vialog/detection-onnx';
import { FolderModelStore } from '@vialog/models-folder';
import { LotPainter } from './lot-painter.ts';
import { lotBays, parseLotUrl, sceneHeight, sceneWidth } from './lot-scene.ts';

const modelId = 'nanodet-g-416';
const models = new FolderModelStore(fileURLToPath(new URL('../../../../models/', import.meta.url)));
const detector = new OnnxDetector(modelId, { models, deadlineMs: 300_000, loadDeadlineMs: 300_000 });
afterAll(() => detector.close());

const zones = [
  zoneSchema.parse(completeZone(viewZone([]))),
  zoneSchema.parse(
    completeZone({
      zoneId: 'bays',
      name: 'bays',
      kind: 'bays',
      role: 'detail',
      bays: [...lotBays(40)] as never,
    }),
  ),
];

async function count(picture: Picture): Promise<readonly ZoneCount[]> {
  const frame = { ...picture, cameraId: 'abcdefghijkl', cameraVersion: 1, capturedAt: 0 };
  const response = await detector.count(frame, { zones, model: { modelId } });
  if (response.kind === 'failed') throw new Error(response.detail);
  return response.count.zones;
}

test('the shipped model counts a lot sent as yuv420p as it counts the original, within one percent of the spaces', async () => {
  const card = await models.card(modelId);
  if (!card) throw new Error(`${modelId} is not among the shipped models`);
  const width = captureWidth(zones, card, sceneHeight / sceneWidth);
  const off = { spaces: 0, changed: 0, total: 0 };
  for (const seed of [91_001, 91_002, 91_003, 91_004, 91_005, 91_006]) {
    const light = seed % 2 === 0 ? 'day' : 'dusk';
    const scene = parseLotUrl(`synthetic:lot?seed=${seed}&light=${light}`);
    const picture = await new LotPainter(scene, width).paint(Date.UTC(2026, 2, 1) + seed * 7_654_321);
    const sent = unpackYuv420p(picture, packYuv420p(picture));
    const [plain, through] = [await count({ ...picture, pixels: picture.pixels.slice() }), await count(sent)];
    const states = [plain, through].map(
      (counts) => counts.find((each) => each.zoneId === 'bays')?.bays ?? '',
    );
    off.spaces += states[0]?.length ?? 0;
    off.changed += [...(states[0] ?? '')].filter((state, bay) => state !== states[1]?.[bay]).length;
    const totals = [plain, through].map(
      (counts) => counts.find((each) => each.zoneId === 'view')?.total ?? NaN,
    );
    off.total = Math.max(off.total, Math.abs((totals[0] as number) - (totals[1] as number)));
  }
  expect(off.spaces).toBe(240);
  // The reduced colour resolution may change at most one space in a hundred, and one vehicle per picture.
  expect(off.changed / off.spaces).toBeLessThanOrEqual(0.01);
  expect(off.total).toBeLessThanOrEqual(1);
}, 900_000);
