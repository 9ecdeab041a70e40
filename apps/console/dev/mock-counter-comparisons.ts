import { counterComparisonInput, type CameraResponse, type CounterComparison } from '@vialog/contracts';
import { ok, problem, type MockResponse } from './mock-responses.ts';

/** Comparisons of the mock cameras; the camera always counts 5 % less than the counter. */
export class MockCounterComparisons {
  readonly #comparisons: CounterComparison[] = [];

  respond(camera: CameraResponse | undefined, method: string, body: unknown): MockResponse {
    if (!camera) return problem(404, 'CAMERA_NOT_FOUND', 'There is no camera with this id.');
    if (method === 'GET')
      return ok({ items: this.#comparisons.filter((each) => each.cameraId === camera.cameraId) });
    const input = counterComparisonInput.safeParse(body);
    if (!input.success) return problem(400, 'VALIDATION_FAILED', 'Some fields are invalid.');
    const { zoneId, counter, counterZoneId = 'line', direction, interval, minCoverage } = input.data;
    const comparison: CounterComparison = {
      comparisonId: String(this.#comparisons.length + 1).padStart(12, '0'),
      cameraId: camera.cameraId,
      cameraVersion: camera.version,
      modelId: camera.model.modelId,
      origin: 'camera',
      zoneId,
      counter: {
        counterId: counter,
        name: 'Loop 1',
        version: 1,
        zoneId: counterZoneId,
        direction,
        classes: null,
      },
      measure: 'flow',
      unit: 'crossings per hour',
      direction,
      classes: null,
      interval,
      minCoverage,
      startAt: '2026-02-01T00:00:00.000Z',
      endAt: '2026-03-01T00:00:00.000Z',
      timeZone: camera.timeZone,
      agreement: {
        pairs: 640,
        days: 28,
        cameraMean: 95,
        counterMean: 100,
        bias: -5,
        biasInterval: { low: -6.1, high: -3.8 },
        ratio: 0.95,
        ratioInterval: { low: 0.939, high: 0.962 },
        limits: { low: -18, high: 8 },
        gehBelow5: 0.98,
      },
      leftOut: { camera: 20, counter: 12, both: 0, notExpected: 0, cameraGaps: [], counterGaps: [] },
      comparedBy: 'administrator',
      createdAt: '2026-03-02T08:00:00.000Z',
    };
    this.#comparisons.unshift(comparison);
    return { status: 201, body: comparison };
  }
}
