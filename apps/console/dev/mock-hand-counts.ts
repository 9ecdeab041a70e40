import {
  handCountInput,
  type CameraResponse,
  type CrossingsByClass,
  type HandCount,
} from '@vialog/contracts';
import { ok, problem, type MockResponse } from './mock-responses.ts';

/** Hand counts of the mock cameras; the camera always misses one inbound car. */
export class MockHandCounts {
  readonly #counts: HandCount[] = [];

  respond(camera: CameraResponse | undefined, method: string, body: unknown): MockResponse {
    if (!camera) return problem(404, 'CAMERA_NOT_FOUND', 'There is no camera with this id.');
    if (method === 'GET')
      return ok({ items: this.#counts.filter((count) => count.cameraId === camera.cameraId) });
    const input = handCountInput.safeParse(body);
    if (!input.success) return problem(400, 'VALIDATION_FAILED', 'Some fields are invalid.');
    const { byHand, ...period } = input.data;
    const inbound = { ...byHand.inbound, car: Math.max(0, (byHand.inbound.car ?? 0) - 1) };
    const byCamera = { inbound, outbound: byHand.outbound };
    const [truth, counted] = [vehiclesOf(byHand), vehiclesOf(byCamera)];
    const difference = counted - truth;
    const count: HandCount = {
      ...period,
      handCountId: String(this.#counts.length + 1).padStart(12, '0'),
      cameraId: camera.cameraId,
      cameraVersion: camera.version,
      modelId: camera.model.modelId,
      byHand,
      byCamera,
      accuracy: {
        truth,
        counted,
        difference,
        errorPercent: truth === 0 ? null : Number(((difference / truth) * 100).toFixed(1)),
        geh: 1.2,
      },
      countedBy: 'administrator',
      createdAt: period.endAt,
    };
    this.#counts.unshift(count);
    return { status: 201, body: count };
  }
}

const vehiclesOf = ({ inbound, outbound }: CrossingsByClass): number =>
  [...Object.values(inbound), ...Object.values(outbound)].reduce<number>((sum, count = 0) => sum + count, 0);
