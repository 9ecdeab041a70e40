import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { completeZone, viewZone, zone as zoneSchema } from '@vialog/contracts';
import { captureWidth } from '@vialog/detection';
import { OnnxDetector } from '@vialog/detection-onnx';
import { FolderModelStore } from '@vialog/models-folder';
import { sceneHeight, sceneWidth } from './lot-scene.ts';
import { TrafficPainter } from './traffic-painter.ts';
import { parseTrafficUrl } from './traffic-scene.ts';
import { vehiclesAt } from './traffic-truth.ts';

const modelId = 'nanodet-g-416';
const models = new FolderModelStore(fileURLToPath(new URL('../../../../models/', import.meta.url)));
const detector = new OnnxDetector(modelId, { models, deadlineMs: 300_000, loadDeadlineMs: 300_000 });
afterAll(() => detector.close());

/** The part of the picture in which a line is drawn; vehicles at its edge are cut by the edge of the picture. */
const inside = ({ x, y }: { x: number; y: number }) => x > 110 && x < 1170 && y > 290 && y < 690;
const near = ({ x, y }: { x: number; y: number }) => x > -90 && x < 1370 && y > 150 && y < 900;

test.each([
  'synthetic:road?seed=90031',
  'synthetic:road?seed=90032&light=dusk&traffic=jam',
  'synthetic:road?seed=90033&light=night',
  'synthetic:road?seed=90034&light=rain',
  'synthetic:gate?seed=90035&light=dusk',
  'synthetic:gate?seed=90036&light=night',
])(
  'the shipped model detects nearly every vehicle of %s once',
  async (url) => {
    const scene = parseTrafficUrl(url);
    const zones = [zoneSchema.parse(completeZone(viewZone([])))];
    const card = await models.card(modelId);
    if (!card) throw new Error(`${modelId} is not among the shipped models`);
    const painter = new TrafficPainter(scene, captureWidth(zones, card, sceneHeight / sceneWidth));
    const sum = { vehicles: 0, missed: 0, doubled: 0 };
    for (let frame = 0; frame < 8; frame += 1) {
      const at = Date.UTC(2026, 2, 1) + frame * 3_700;
      const picture = await painter.paint(at);
      const detected = { ...picture, cameraId: 'abcdefghijkl', cameraVersion: 1, capturedAt: at };
      const reply = await detector.count(detected, { zones, model: { modelId } });
      if (reply.kind === 'failed') throw new Error(reply.detail);
      const vehicles = vehiclesAt(scene, at);
      const total = reply.count.zones[0]?.total ?? 0;
      sum.vehicles += vehicles.filter(inside).length;
      sum.missed += Math.max(0, vehicles.filter(inside).length - total);
      sum.doubled += Math.max(0, total - vehicles.filter(near).length);
    }
    expect(sum.vehicles).toBeGreaterThan(5);
    expect(sum.missed / sum.vehicles).toBeLessThanOrEqual(0.06);
    expect(sum.doubled / sum.vehicles).toBeLessThanOrEqual(0.06);
  },
  900_000,
);
