import { describe, expect, test } from '@jest/globals';
import type { Camera, CameraHealth, CountEvent } from '@vialog/contracts';
import { detectorOf } from '@vialog/detection/fakes';
import { CameraWorker, type CameraPorts } from './camera-worker.ts';
import { cameraAt, settled, start } from './ingest.fixture.ts';
import { PushedEvents } from './pushed-events.fixture.ts';

const id = 'abcdefghijkl';
const [width, height] = [128, 72];

/** Squares of irregular brightness. `dx`: shift of the camera, px. */
function squares(dx = 0): Uint8Array {
  return Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const [column, row] = [(Math.floor(i / 3) % width) + dx, Math.floor(i / 3 / width)];
    return (
      (Math.imul(Math.floor(column / 5) + 3, 0x9e3779b1 ^ Math.imul(Math.floor(row / 4) + 7, 0x85ebca6b)) >>>
        24) &
      255
    );
  });
}

const plain = (): Uint8Array => new Uint8Array(width * height * 3).fill(120);

/** A worker whose camera shows what the test says, one picture every two seconds. */
class Street {
  now = start;
  readonly health: CameraHealth[] = [];
  readonly events: CountEvent[] = [];
  readonly worker: CameraWorker;
  readonly #pictures = new PushedEvents();

  constructor(camera: Camera = cameraAt(id, 1, start)) {
    const ports: CameraPorts = {
      source: { frames: (_request, signal) => this.#pictures.opened(signal) },
      detector: detectorOf(3),
      clock: { now: () => this.now, monotonic: () => this.now },
      widthOf: () => Promise.resolve(width),
      onHealth: (health) => this.health.push(health),
    };
    this.worker = new CameraWorker([camera], ports);
  }

  get states(): readonly string[] {
    return this.health.map(({ state, reason }) => (reason ? `${state}: ${reason}` : state));
  }

  async show(seconds: number, pixels: (second: number) => Uint8Array): Promise<void> {
    for (let second = 0; second < seconds; second += 2) {
      this.events.push(...this.worker.tick());
      await settled();
      const shown = pixels(second);
      // The noise of a sensor: without it the picture would be frozen.
      for (let i = (this.now / 1000) % 7; i < shown.length; i += 7) shown[i]! ^= this.now & 1000 ? 1 : 2;
      const picture = { width, height, format: 'rgb24' as const, pixels: shown };
      this.#pictures.push({ kind: 'picture', picture, capturedAt: this.now });
      await settled();
      this.now += 2_000;
    }
  }
}

describe('the view of a camera', () => {
  test('slots of a covered camera are gaps with the reason obstructed, until the view is free', async () => {
    const street = new Street();
    await street.show(60, () => squares());
    await street.show(120, plain);
    await street.show(120, () => squares());
    expect(street.states).toEqual(['starting', 'online', 'degraded: obstructed', 'online']);
    const kinds = street.events.map(({ kind, reason }) => reason ?? kind);
    expect(kinds.filter((kind) => kind === 'obstructed').length).toBeGreaterThanOrEqual(7);
    expect(new Set(kinds)).toEqual(new Set(['measured', 'obstructed']));
    expect(street.health[2]?.detail).toMatch(/lens is covered/);
  });

  test('a moved camera is degraded and its slots are measured, until it shows its view again', async () => {
    const street = new Street();
    await street.show(60, () => squares());
    await street.show(90, () => squares(18));
    expect(street.states).toEqual(['starting', 'online', 'degraded: moved']);
    expect(street.worker.delivering).toEqual({ width });
    expect(new Set(street.events.map(({ kind }) => kind))).toEqual(new Set(['measured']));
    await street.show(20, () => squares());
    expect(street.states.at(-1)).toBe('online');
  });

  test('a moved camera is online again when a person confirms the view', async () => {
    const street = new Street();
    await street.show(60, () => squares());
    await street.show(90, () => squares(18));
    street.worker.confirmView();
    expect(street.states.at(-1)).toBe('online');
    await street.show(120, () => squares(18));
    expect(street.states.at(-1)).toBe('online');
  });

  test('a moved camera is online again when its zones are saved', async () => {
    const street = new Street();
    await street.show(60, () => squares());
    await street.show(90, () => squares(18));
    const camera = cameraAt(id, 2, street.now);
    const [zone] = camera.zones;
    street.worker.use({ ...camera, zones: [{ ...zone!, name: 'Whole picture' }] });
    await street.show(120, () => squares(18));
    expect(street.states.slice(-2)).toEqual(['starting', 'online']);
  });
});
