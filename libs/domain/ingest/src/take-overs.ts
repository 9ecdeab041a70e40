import type { Camera, Clock, CountEvent } from '@vialog/contracts';
import type { EventBuffer } from './event-buffer.ts';
import { EventMaker, takeOverSpans, undecidedSlots } from '@vialog/measuring';

/** End of the newest slot of a zone in the event store, epoch ms; undefined if it has none. */
export type LastSlotEnd = (cameraId: string, zoneId: string) => number | undefined;

/** A camera that this process starts to sample. */
export interface StartedCamera {
  /** All versions of one camera. */
  readonly versions: readonly Camera[];
  /** When its worker started to measure, epoch ms. */
  readonly startedAt: number;
}

export interface TakeOverPorts {
  readonly clock: Clock;
  readonly lastSlotEnds: (cameraIds: readonly string[]) => Promise<LastSlotEnd>;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly onError: (what: string, error: unknown) => void;
  /** Receives the events to send. */
  readonly put: (events: readonly CountEvent[]) => void;
}

/**
 * Returns a query of the store that sends the waiting slots first, because they would otherwise be reported as not measured.
 * It rejects while slots are waiting.
 */
export function lastSlotEndsAfterSending({
  buffer,
  lastSlotEnds,
}: Pick<TakeOverPorts, 'lastSlotEnds'> & {
  readonly buffer: Pick<EventBuffer, 'flush' | 'length'>;
}): TakeOverPorts['lastSlotEnds'] {
  return async (cameraIds) => {
    await buffer.flush();
    if (buffer.length > 0) throw new Error('closed slots are waiting for the bus');
    return lastSlotEnds(cameraIds);
  };
}

interface OpenTakeOver extends StartedCamera {
  /** Slots measured since the start. If they were sent first, they would look like the newest slots of the previous owner. */
  readonly heldBack: CountEvent[];
  /** Start of the take-over, monotonic ms. */
  readonly since: number;
}

const retryMs = 1_000;
/** Maximum time for which measured slots are held back without a reply of the store, ms. */
const heldMs = 60_000;

/**
 * Reports unmeasured time before the start of a camera as gap spans `not_running`. Sampling does not wait for it. The store
 * is queried until it replies; until then, for at most a minute, the slots of the camera are held back.
 */
export class TakeOvers {
  readonly #ports: TakeOverPorts;
  readonly #open = new Map<string, OpenTakeOver>();

  constructor(ports: TakeOverPorts) {
    this.#ports = ports;
  }

  /** Cameras with an open take-over, number. */
  get open(): number {
    return this.#open.size;
  }

  begin(camera: StartedCamera): void {
    const cameraId = camera.versions[0]?.cameraId;
    if (cameraId !== undefined)
      this.#open.set(cameraId, { ...camera, heldBack: [], since: this.#ports.clock.monotonic() });
  }

  /** Sends the closed slots of a camera, or holds them back while its take-over is open. */
  send(cameraId: string, events: readonly CountEvent[]): void {
    const open = this.#open.get(cameraId);
    if (open && this.#ports.clock.monotonic() - open.since < heldMs) open.heldBack.push(...events);
    else this.#ports.put([...(open?.heldBack.splice(0) ?? []), ...events]);
  }

  /** Ends a take-over; the next owner reports the unmeasured time. Measured slots are sent, or discarded when the lease is lost. */
  end(cameraId: string, how: 'handed over' | 'lost'): void {
    const open = this.#open.get(cameraId);
    this.#open.delete(cameraId);
    if (open && how === 'handed over') this.#ports.put(open.heldBack);
  }

  /** Queries the store for all open take-overs until none is left or the signal aborts. Never rejects. */
  async explain(signal: AbortSignal): Promise<void> {
    while (this.#open.size > 0 && !signal.aborted) {
      if (await this.#explainNow([...this.#open])) continue;
      await this.#ports.pause(retryMs, signal);
    }
  }

  async #explainNow(requested: readonly (readonly [string, OpenTakeOver])[]): Promise<boolean> {
    try {
      const lastSlotEnd = await this.#ports.lastSlotEnds(requested.map(([cameraId]) => cameraId));
      for (const [cameraId, open] of requested) {
        if (this.#open.get(cameraId) !== open) continue;
        this.#open.delete(cameraId);
        this.#ports.put([...this.#spansOf(cameraId, open, lastSlotEnd), ...open.heldBack]);
      }
      return true;
    } catch (error) {
      this.#ports.onError('querying the newest slots', error);
      return false;
    }
  }

  #spansOf(cameraId: string, { versions, startedAt }: OpenTakeOver, lastSlotEnd: LastSlotEnd): CountEvent[] {
    const maker = new EventMaker();
    const zoneIds = new Set(versions.flatMap((version) => version.zones.map((zone) => zone.zoneId)));
    return [...zoneIds].flatMap((zoneId) => {
      const zone = { versions, zoneId, lastSlotEnd: lastSlotEnd(cameraId, zoneId), startedAt };
      return [...undecidedSlots(zone, maker), ...takeOverSpans(zone, maker)];
    });
  }
}
