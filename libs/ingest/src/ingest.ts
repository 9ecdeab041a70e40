import type { Camera, CameraHealth } from '@vialog/contracts';
import { EventMaker, takeOverSpans, undecidedSlots } from '@vialog/measuring';
import type { CameraDirectory, RegistryFeed } from '@vialog/registry';
import { CameraWorker, type CameraPorts } from './camera-worker.ts';
import type { EventOutlet } from './event-outlet.ts';
import { fromNowOn } from './versions.ts';

/** End of a zone's newest slot in the event store, epoch ms; undefined where it has none. */
export type LastSlotEnd = (cameraId: string, zoneId: string) => number | undefined;

export interface IngestPorts extends CameraPorts {
  readonly feed: RegistryFeed;
  readonly directory: Pick<CameraDirectory, 'versions'>;
  readonly lastSlotEnds: (cameraIds: readonly string[]) => Promise<LastSlotEnd>;
  readonly outlet: EventOutlet;
  /** Calls `work` every `ms` until the returned function is called. */
  readonly every: (ms: number, work: () => void) => () => void;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Something failed that is not a camera's fault; ingest goes on. */
  readonly onError: (what: string, error: unknown) => void;
}

/** How often slots are looked at, ms. */
const tickMs = 100;
const retryMs = 1_000;

/** Watches every camera of the registry: one worker each, from the first version to its retirement. */
export class Ingest {
  readonly #ports: IngestPorts;
  readonly #workers = new Map<string, CameraWorker>();
  readonly #stop = new AbortController();
  #endTicks: (() => void) | undefined;
  #following: Promise<void> = Promise.resolve();

  constructor(ports: IngestPorts) {
    this.#ports = ports;
  }

  /** Begins with all cameras there are, explains the time nobody measured, and follows changes from then on. */
  async start(): Promise<void> {
    const revision = await this.#beginWithAll();
    this.#endTicks = this.#ports.every(tickMs, () => this.#tick());
    this.#following = this.#follow(revision);
  }

  /** Ends every capture and sends what is decided. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#endTicks?.();
    await this.#following;
    const closed = await Promise.all([...this.#workers.values()].map((worker) => worker.close()));
    this.#workers.clear();
    this.#ports.outlet.put(closed.flat());
    await this.#ports.outlet.flush();
  }

  healthOf(cameraId: string): CameraHealth | undefined {
    return this.#workers.get(cameraId)?.health;
  }

  /** Health of every camera that has a worker. */
  get healths(): readonly CameraHealth[] {
    return [...this.#workers.values()].map((worker) => worker.health);
  }

  async #beginWithAll(): Promise<number> {
    const { revision } = await this.#ports.feed.snapshot();
    const byCamera = Map.groupBy(await this.#ports.directory.versions(), (camera) => camera.cameraId);
    for (const versions of byCamera.values()) this.#begin(versions);
    await this.#takeOver([...byCamera.values()]);
    return revision;
  }

  #begin(versions: readonly Camera[]): void {
    const cameraId = versions[0]?.cameraId;
    if (cameraId === undefined || this.#workers.has(cameraId)) return;
    this.#workers.set(cameraId, new CameraWorker(fromNowOn(versions, this.#ports.clock.now()), this.#ports));
  }

  /** Slots between the newest in the store and our start were measured by nobody: gap spans `not_running`. */
  async #takeOver(cameras: readonly (readonly Camera[])[]): Promise<void> {
    const ids = cameras.flatMap((versions) => versions[0]?.cameraId ?? []);
    const lastSlotEnd = await this.#ports.lastSlotEnds(ids);
    for (const versions of cameras) this.#ports.outlet.put(this.#spansOf(versions, lastSlotEnd));
    await this.#ports.outlet.flush();
  }

  #spansOf(versions: readonly Camera[], lastSlotEnd: LastSlotEnd) {
    const [camera] = versions;
    const worker = camera && this.#workers.get(camera.cameraId);
    if (!worker) return [];
    const maker = new EventMaker(this.#ports);
    const zoneIds = new Set(versions.flatMap((version) => version.zones.map((zone) => zone.zoneId)));
    return [...zoneIds].flatMap((zoneId) => {
      const zone = {
        versions,
        zoneId,
        lastSlotEnd: lastSlotEnd(camera.cameraId, zoneId),
        startedAt: worker.startedAt,
      };
      return [...undecidedSlots(zone, maker), ...takeOverSpans(zone, maker)];
    });
  }

  #tick(): void {
    for (const worker of this.#workers.values()) this.#ports.outlet.put(worker.tick());
    this.#ports.outlet.flush().catch((error: unknown) => this.#ports.onError('sending closed slots', error));
  }

  async #follow(revision: number): Promise<void> {
    let seen = revision;
    while (!this.#stop.signal.aborted) {
      try {
        for await (const change of this.#ports.feed.changes(seen, this.#stop.signal)) {
          await this.#apply(change);
          seen = change.revision;
        }
      } catch (error) {
        this.#ports.onError('following the registry', error);
      }
      await this.#ports.pause(retryMs, this.#stop.signal);
    }
  }

  async #apply(change: { camera: Camera } | { erased: string }): Promise<void> {
    if ('camera' in change) {
      const worker = this.#workers.get(change.camera.cameraId);
      if (worker) worker.use(change.camera);
      else this.#begin([change.camera]);
      return;
    }
    const worker = this.#workers.get(change.erased);
    this.#workers.delete(change.erased);
    await worker?.close();
  }
}
