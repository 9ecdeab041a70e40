import { createHash } from 'node:crypto';
import type { Clock, OnvifReading } from '@vialog/contracts';

export interface ReviewEntry {
  readonly deviceId: string;
  readonly region: string;
  readonly reading: OnvifReading;
  /** Epoch milliseconds. */
  readonly seenAt: number;
  readonly expiresAt: number;
}

export interface ReviewListOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** How long an entry stays after its last response, ms. Default 30 minutes. */
  readonly keptMs?: number;
  /** Default 1,000; the oldest leaves first. */
  readonly maxEntries?: number;
}

/** The devices that people found, until they are reviewed. In memory, without credentials; nothing is added automatically. */
export class OnvifReviewList {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #keptMs: number;
  readonly #maxEntries: number;
  /** In the order of the last response. */
  readonly #entries = new Map<string, ReviewEntry>();

  constructor({ clock, keptMs = 1_800_000, maxEntries = 1_000 }: ReviewListOptions) {
    this.#clock = clock;
    this.#keptMs = keptMs;
    this.#maxEntries = maxEntries;
  }

  /** Adds or renews an entry. A response to a search does not replace what was read from the device itself. */
  add(region: string, reading: OnvifReading): ReviewEntry {
    const deviceId = deviceIdOf(region, reading.deviceUrl);
    const known = this.#entries.get(deviceId)?.reading;
    const seenAt = this.#clock.now();
    const entry = {
      deviceId,
      region,
      reading: known === undefined ? reading : merged(known, reading),
      seenAt,
      expiresAt: seenAt + this.#keptMs,
    };
    this.#entries.delete(deviceId);
    this.#entries.set(deviceId, entry);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#maxEntries) break;
      this.#entries.delete(oldest);
    }
    return entry;
  }

  /** Newest first. */
  entries(): ReviewEntry[] {
    const now = this.#clock.now();
    for (const { deviceId, expiresAt } of this.#entries.values())
      if (expiresAt <= now) this.#entries.delete(deviceId);
    return [...this.#entries.values()].reverse();
  }

  /** Returns whether there was such an entry. */
  remove(deviceId: string): boolean {
    return this.#entries.delete(deviceId);
  }
}

/** Depends on region, host and port only: a search and a person name different paths and protocols of one device. */
function deviceIdOf(region: string, deviceUrl: string): string {
  const { hostname, port, protocol } = new URL(deviceUrl);
  const place = `${region} ${hostname.toLowerCase()} ${port === '' ? protocol : port}`;
  return createHash('sha256').update(place).digest('hex').slice(0, 12);
}

function merged(known: OnvifReading, reading: OnvifReading): OnvifReading {
  if (known.access === 'unknown' || reading.access !== 'unknown') {
    const { endpoint, name, location, hardware } = known;
    return { ...stated({ endpoint, name, location, hardware }), ...reading };
  }
  return { ...reading, ...known };
}

function stated<T extends Readonly<Record<string, string | undefined>>>(
  values: T,
): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };
}
