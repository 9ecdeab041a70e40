import type { Camera, CameraHealth } from '@vialog/contracts';
import {
  RegistryReset,
  type CameraEvent,
  type RegistryPosition,
  type RegistryReader,
} from '@vialog/registry';
import { CameraWorker, type CameraPorts } from './camera-worker.ts';
import type { EventBuffer } from './event-buffer.ts';
import { HostShares } from './host-shares.ts';
import { KnownCameras } from './known-cameras.ts';
import { ownsAll, type Ownership } from './sharding/ownership.port.ts';
import { shardOf } from './sharding/shards.ts';
import { lastSlotEndsAfterSending, TakeOvers, type LastSlotEnd } from './take-overs.ts';
import { currentAndLaterVersions, modelBefore } from './camera-versions.ts';

export interface IngestPorts extends CameraPorts {
  readonly registry: RegistryReader;
  readonly lastSlotEnds: (cameraIds: readonly string[]) => Promise<LastSlotEnd>;
  readonly buffer: EventBuffer;
  /** Calls `work` every `ms` until the returned function is called. */
  readonly every: (ms: number, work: () => void) => () => void;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Called for failures that no camera caused; ingest continues. */
  readonly onError: (what: string, error: unknown) => void;
  /** Which cameras this process owns. Default: all. */
  readonly ownership?: Ownership;
}

/** Interval at which slots are decided, ms. */
const tickMs = 100;
/** Ticks between checks for newly owned cameras. */
const adoptTicks = 5;
/** Ticks between attempts to send to a bus that is full. */
const sendRetryTicks = 10;
const retryMs = 1_000;

/** Samples the cameras of the registry that this process owns: one worker each, while it owns them. */
export class Ingest {
  readonly #ports: IngestPorts;
  readonly #ownership: Ownership;
  readonly #known = new KnownCameras();
  readonly #workers = new Map<string, CameraWorker>();
  /** Parts of the request rates of HTTP hosts that this process may use. */
  readonly hostShares: HostShares;
  readonly #takeOvers: TakeOvers;
  readonly #stop = new AbortController();
  #endTicks: (() => void) | undefined;
  #following: Promise<void> = Promise.resolve();
  #adopting: Promise<void> | undefined;
  #explaining: Promise<void> | undefined;
  readonly #closing = new Map<string, Promise<void>>();
  #ticks = 0;
  /** Whether the bus did not accept the last events. */
  #isBlocked = false;

  constructor(ports: IngestPorts) {
    this.#ports = ports;
    this.#ownership = ports.ownership ?? ownsAll;
    const isOwn = (cameraId: string): boolean => this.#workers.has(cameraId);
    this.hostShares = new HostShares(ports.clock, () => this.#known.activeStreams(this.#now, isOwn));
    this.#takeOvers = new TakeOvers({
      ...ports,
      put: (events) => ports.buffer.put(events),
      lastSlotEnds: lastSlotEndsAfterSending(ports),
    });
  }

  /**
   * Starts the cameras that this process owns, follows changes, and reports time that was not measured. Resolves after the
   * first query of the store for this time; sampling does not wait for it.
   */
  async start(): Promise<void> {
    const position = await this.#readRegistry();
    this.#endTicks = this.#ports.every(tickMs, () => this.#tick());
    this.#following = this.#follow(position);
    await Promise.race([this.#explaining, this.#ports.pause(retryMs, this.#stop.signal)]);
    await this.#send();
  }

  /** Ends every capture and sends the decided slots. Release the shards afterwards. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#endTicks?.();
    await this.#following;
    await this.#adopting;
    this.#dropLost();
    await Promise.all([...this.#workers.keys()].map((cameraId) => this.#handOver(cameraId)));
    await Promise.all(this.#closing.values());
    await this.#send();
    const { buffer, onError } = this.#ports;
    const error = new Error(`${buffer.length} closed slots were not sent and are lost`);
    if (buffer.length > 0) onError('sending the last closed slots', error);
  }

  workerOf(cameraId: string): CameraWorker | undefined {
    return this.#workers.get(cameraId);
  }

  /** The version in force of any camera of the registry, otherwise its first later version. */
  cameraNow(cameraId: string): Camera | undefined {
    return this.#known.at(cameraId, this.#now);
  }

  /** Health of every camera that has a worker. */
  get healths(): readonly CameraHealth[] {
    return [...this.#workers.values()].map((worker) => worker.health);
  }

  get #now(): number {
    return this.#ports.clock.now();
  }

  /** Stops cameras whose lease is lost first. */
  #tick(): void {
    this.#dropLost();
    this.#offerLeaving();
    for (const [cameraId, worker] of this.#workers) this.#takeOvers.send(cameraId, worker.tick());
    this.#ticks += 1;
    if (!this.#isBlocked || this.#ticks % sendRetryTicks === 0) void this.#send();
    if (this.#ticks % adoptTicks === 0)
      this.#adopting ??= this.#adopt([...this.#known.sampledIds]).finally(() => (this.#adopting = undefined));
  }

  async #send(): Promise<void> {
    const { buffer, onError } = this.#ports;
    try {
      await buffer.flush();
      this.#isBlocked = buffer.length > 0;
    } catch (error) {
      this.#isBlocked = true;
      onError('sending closed slots', error);
    }
  }

  #dropLost(): void {
    for (const [cameraId, worker] of this.#workers) {
      if (this.#ownership.holds(cameraId)) continue;
      this.#workers.delete(cameraId);
      void this.#untilClosed(cameraId, worker.abandon());
      this.#takeOvers.end(cameraId, 'lost');
    }
  }

  /** Hands over cameras of shards that other processes take, and cameras that moved to another region. */
  #offerLeaving(): void {
    const { leaving } = this.#ownership;
    for (const cameraId of this.#workers.keys()) {
      const camera = this.#known.at(cameraId, this.#now);
      const stays = camera && this.#ownership.covers(camera) && !leaving.includes(shardOf(cameraId));
      if (!stays) void this.#handOver(cameraId);
    }
    const busy = new Set([...this.#closing.keys()].map(shardOf));
    for (const shard of leaving) if (!busy.has(shard)) this.#ownership.giveUp(shard);
  }

  /** Stops a camera and sends its decided slots. */
  #handOver(cameraId: string): Promise<void> {
    const worker = this.#workers.get(cameraId);
    if (!worker) return Promise.resolve();
    this.#workers.delete(cameraId);
    return this.#untilClosed(cameraId, this.#close(cameraId, worker));
  }

  /** Prevents a restart of the camera before its capture has ended, because some cameras serve only one client. */
  #untilClosed(cameraId: string, closing: Promise<unknown>): Promise<void> {
    const closed = closing
      .then(() => undefined)
      .catch((error: unknown) => this.#ports.onError('closing a camera', error))
      .finally(() => this.#closing.delete(cameraId));
    this.#closing.set(cameraId, closed);
    return closed;
  }

  async #close(cameraId: string, worker: CameraWorker): Promise<void> {
    const decided = await worker.close();
    const isOurs = this.#ownership.holds(cameraId);
    this.#takeOvers.end(cameraId, isOurs ? 'handed over' : 'lost');
    if (!isOurs) return;
    this.#ports.buffer.put(decided);
    await this.#ports.buffer.flush();
  }

  /** Starts the cameras that this process owns and that have no worker yet. */
  async #adopt(cameraIds: readonly string[]): Promise<void> {
    try {
      const wanted = cameraIds.filter((cameraId) => this.#isWanted(cameraId));
      if (wanted.length === 0) return;
      this.#startAll(Map.groupBy(await this.#ports.registry.versions(wanted), ({ cameraId }) => cameraId));
    } catch (error) {
      this.#ports.onError('starting cameras', error);
    }
  }

  #startAll(byCamera: ReadonlyMap<string, readonly Camera[]>): void {
    for (const [cameraId, versions] of byCamera)
      if (this.#isWanted(cameraId)) this.#startCamera(cameraId, versions);
    this.#explain();
  }

  #isWanted(cameraId: string): boolean {
    if (!this.#known.sampledIds.has(cameraId)) return false;
    if (this.#workers.has(cameraId) || this.#closing.has(cameraId) || this.#stop.signal.aborted) return false;
    if (!this.#ownership.holds(cameraId) || this.#ownership.leaving.includes(shardOf(cameraId))) return false;
    const camera = this.#known.at(cameraId, this.#now);
    return camera !== undefined && this.#ownership.covers(camera);
  }

  #startCamera(cameraId: string, read: readonly Camera[]): void {
    // Versions that the feed delivered during the read can be missing in its result.
    const newest = read.at(-1)?.version ?? 0;
    const versions = [...read, ...this.#known.of(cameraId).filter((camera) => camera.version > newest)];
    const now = this.#now;
    const earlier = modelBefore(versions, now);
    const worker = new CameraWorker(currentAndLaterVersions(versions, now), this.#ports, earlier);
    this.#workers.set(cameraId, worker);
    this.#takeOvers.begin({ versions, startedAt: worker.startedAt });
  }

  #explain(): void {
    this.#explaining ??= this.#takeOvers
      .explain(this.#stop.signal)
      .finally(() => (this.#explaining = undefined));
  }

  /** Reads all camera versions. Restarts a camera whose known versions are missing or have changed. */
  async #readRegistry(): Promise<RegistryPosition> {
    const { position, cameras, isComplete } = await this.#ports.registry.snapshot();
    const byCamera = Map.groupBy(cameras, ({ cameraId }) => cameraId);
    const missing = isComplete ? this.#known.ids.filter((cameraId) => !byCamera.has(cameraId)) : [];
    for (const cameraId of missing) await this.#apply({ kind: 'erased', cameraId });
    for (const [cameraId, versions] of byCamera) this.#replace(cameraId, versions);
    this.#startAll(byCamera);
    return position;
  }

  #replace(cameraId: string, versions: readonly Camera[]): void {
    const newest = this.#known.of(cameraId).at(-1)?.version ?? 0;
    const isContinued = this.#known.replace(cameraId, versions, this.#now);
    if (!isContinued) return void this.#handOver(cameraId);
    const worker = this.#workers.get(cameraId);
    for (const camera of this.#known.of(cameraId))
      if (camera.version > newest || camera.secrets) worker?.use(camera);
  }

  async #follow(start: RegistryPosition): Promise<void> {
    let position = start;
    while (!this.#stop.signal.aborted) {
      try {
        for await (const change of this.#ports.registry.changes(position, this.#stop.signal)) {
          await this.#apply(change);
          position = { ...position, revision: change.revision };
        }
      } catch (error) {
        this.#ports.onError('following the registry', error);
        if (error instanceof RegistryReset) position = await this.#readAgain(position);
      }
      await this.#ports.pause(retryMs, this.#stop.signal);
    }
  }

  /** Returns the old position when reading fails, which leads to another reset and another attempt. */
  #readAgain(position: RegistryPosition): Promise<RegistryPosition> {
    return this.#readRegistry().catch((error: unknown) => {
      this.#ports.onError('reading the registry again', error);
      return position;
    });
  }

  async #use(camera: Camera): Promise<void> {
    const { cameraId } = camera;
    const worker = this.#workers.get(cameraId);
    if (worker) return worker.use(camera);
    // A camera that was just registered has only this version.
    if (camera.version > 1) return this.#adopt([cameraId]);
    if (!this.#isWanted(cameraId)) return;
    this.#startCamera(cameraId, [camera]);
    this.#explain();
  }

  async #apply(change: CameraEvent): Promise<void> {
    if (change.kind === 'version') {
      const outcome = this.#known.add(change.camera, this.#now);
      if (outcome === 'added') return this.#use(change.camera);
      if (outcome === 'resealed') this.#workers.get(change.camera.cameraId)?.use(change.camera);
      if (outcome === 'replaced') void this.#handOver(change.camera.cameraId);
      return;
    }
    const { cameraId } = change;
    const worker = this.#workers.get(cameraId);
    this.#known.forget(cameraId);
    this.#workers.delete(cameraId);
    this.#takeOvers.end(cameraId, 'lost');
    // Not awaited: a stream that closes slowly must not delay other changes.
    if (worker) void this.#untilClosed(cameraId, worker.close());
  }
}
