import type { Camera, Clock, CountEvent } from '@vialog/contracts';
import { EventMaker, takeOverSpans, undecidedSlots } from '@vialog/measuring';

/** End of a zone's newest slot in the event store, epoch ms; undefined where it has none. */
export type LastSlotEnd = (cameraId: string, zoneId: string) => number | undefined;

/** A camera that begins to be watched here. */
export interface Begun {
  /** All versions of one camera. */
  readonly versions: readonly Camera[];
  /** When its worker began to measure, epoch ms. */
  readonly startedAt: number;
}

export interface TakeOverPorts {
  readonly clock: Clock;
  readonly lastSlotEnds: (cameraIds: readonly string[]) => Promise<LastSlotEnd>;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly onError: (what: string, error: unknown) => void;
  /** Takes what is to be sent. */
  readonly put: (events: readonly CountEvent[]) => void;
}

interface Open extends Begun {
  /** Slots measured meanwhile. Sent first, they would be taken for the newest slots of the previous owner. */
  readonly heldBack: CountEvent[];
  /** When it was begun, monotonic ms. */
  readonly since: number;
}

const retryMs = 1_000;
/** Time without an answer of the store after which measured slots are sent anyway, ms. */
const heldMs = 60_000;

/**
 * Reports the time before a camera was started here and not measured as gap spans `not_running`. Sampling does not wait
 * for it. The store is queried until it answers; until then, for a minute at most, the camera's slots are held back.
 */
export class TakeOvers {
  readonly #ports: TakeOverPorts;
  readonly #open = new Map<string, Open>();

  constructor(ports: TakeOverPorts) {
    this.#ports = ports;
  }

  /** Cameras whose past is not explained yet, number. */
  get open(): number {
    return this.#open.size;
  }

  begin(begun: Begun): void {
    const cameraId = begun.versions[0]?.cameraId;
    if (cameraId !== undefined)
      this.#open.set(cameraId, { ...begun, heldBack: [], since: this.#ports.clock.monotonic() });
  }

  /** Closed slots of a camera: sent, or held back while its past is open. */
  send(cameraId: string, events: readonly CountEvent[]): void {
    const open = this.#open.get(cameraId);
    if (open && this.#ports.clock.monotonic() - open.since < heldMs) open.heldBack.push(...events);
    else this.#ports.put([...(open?.heldBack.splice(0) ?? []), ...events]);
  }

  /** Ends a take-over: the next owner reports what is open. Measured slots are sent, or discarded when the lease is lost. */
  end(cameraId: string, how: 'handed over' | 'lost'): void {
    const open = this.#open.get(cameraId);
    this.#open.delete(cameraId);
    if (open && how === 'handed over') this.#ports.put(open.heldBack);
  }

  /** Asks for all open cameras until none is left or the signal aborts. Never rejects. */
  async explain(signal: AbortSignal): Promise<void> {
    while (this.#open.size > 0 && !signal.aborted) {
      if (await this.#explainNow([...this.#open])) continue;
      await this.#ports.pause(retryMs, signal);
    }
  }

  async #explainNow(asked: readonly (readonly [string, Open])[]): Promise<boolean> {
    try {
      const lastSlotEnd = await this.#ports.lastSlotEnds(asked.map(([cameraId]) => cameraId));
      for (const [cameraId, open] of asked) {
        if (this.#open.get(cameraId) !== open) continue;
        this.#open.delete(cameraId);
        this.#ports.put([...this.#spansOf(cameraId, open, lastSlotEnd), ...open.heldBack]);
      }
      return true;
    } catch (error) {
      this.#ports.onError('asking for the newest slots', error);
      return false;
    }
  }

  #spansOf(cameraId: string, { versions, startedAt }: Open, lastSlotEnd: LastSlotEnd): CountEvent[] {
    const maker = new EventMaker();
    const zoneIds = new Set(versions.flatMap((version) => version.zones.map((zone) => zone.zoneId)));
    return [...zoneIds].flatMap((zoneId) => {
      const zone = { versions, zoneId, lastSlotEnd: lastSlotEnd(cameraId, zoneId), startedAt };
      return [...undecidedSlots(zone, maker), ...takeOverSpans(zone, maker)];
    });
  }
}
