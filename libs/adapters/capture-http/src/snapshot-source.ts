import { setTimeout as delay } from 'node:timers/promises';
import type { Clock, Picture } from '@vialog/contracts';
import {
  backOffMs,
  type CaptureEvent,
  type CaptureRequest,
  type FrameSource,
  RefreshMonitor,
  snapshotIntervalMs,
  type StreamFault,
  unexpectedFault,
} from '@vialog/capture';
import type { StreamAddressRules } from '@vialog/network-guard';
import { decodeSnapshot } from './decode-snapshot.ts';
import { fetchSnapshot, type Validators } from './fetch-snapshot.ts';
import { HostGate } from './host-gate.ts';

export interface SnapshotSourceOptions extends StreamAddressRules {
  readonly clock: Clock;
  /** 0 ≤ x < 1; spreads retries. */
  readonly random: () => number;
  /** For one picture from the first packet to the last byte, ms. Default 10 s. */
  readonly timeoutMs?: number;
  /** From one request to the next of the same host, over all its cameras, ms. Default 200. */
  readonly hostGapMs?: number;
}

/** Requests pictures over HTTP(S) at the interval of the plan. */
export class SnapshotSource implements FrameSource {
  readonly #gate: HostGate;

  readonly #options: SnapshotSourceOptions;

  constructor(options: SnapshotSourceOptions) {
    this.#options = options;

    this.#gate = new HostGate(options.hostGapMs ?? 200, options.clock, pause);
  }

  async *frames(request: CaptureRequest, signal: AbortSignal): AsyncGenerator<CaptureEvent, void, undefined> {
    const { clock, random } = this.#options;
    const camera = new SnapshotCamera(request, this.#options);
    const periodMs = snapshotIntervalMs(request.plan, request.stream);
    const host = new URL(request.stream.url).host;
    let failures = 0;
    while (!signal.aborted) {
      await this.#gate.turn(host, signal);
      const askedAt = clock.monotonic();
      const said = await camera.next(signal).catch(unexpectedFault);
      if (signal.aborted) return;
      failures = said !== undefined && 'reason' in said && said.reason !== 'frozen' ? failures + 1 : 0;
      if (said !== undefined) yield eventOf(said, clock.now());
      const waitMs = failures === 0 ? periodMs : Math.max(periodMs, backOffMs(failures - 1, random));
      await pause(askedAt + waitMs - clock.monotonic(), signal);
    }
  }
}

/** How long an unchanged picture is handed on again, ms: below the minute after which identical pixels count as frozen. */
const reuseMs = 50_000;

/** What is known of one camera from picture to picture. */
class SnapshotCamera {
  #validators: Validators = {};
  readonly #refresh: RefreshMonitor;
  #last: { readonly picture: Picture; readonly at: number } | undefined;

  readonly #request: CaptureRequest;
  readonly #options: SnapshotSourceOptions;

  constructor(request: CaptureRequest, options: SnapshotSourceOptions) {
    this.#request = request;
    this.#options = options;

    this.#refresh = new RefreshMonitor(request.stream.refreshMs);
  }

  /** Returns the next picture, a fault, or undefined when there is no newer picture. */
  async next(signal: AbortSignal): Promise<Picture | StreamFault | undefined> {
    const { allowed, resolve, timeoutMs = 10_000, clock } = this.#options;
    const { stream, width } = this.#request;
    const snapshot = await fetchSnapshot(
      stream.url,
      this.#validators,
      { allowed, resolve, timeoutMs },
      signal,
    );
    if (snapshot.kind === 'fault') return snapshot.fault;
    if (snapshot.kind === 'unchanged')
      return this.#frozen(clock.monotonic()) ?? this.#stillTrue(clock.monotonic());
    const picture = await decodeSnapshot(snapshot.bytes, width);
    if ('reason' in picture) return picture;
    this.#validators = snapshot.validators;
    this.#refresh.changed(clock.monotonic());
    this.#last = { picture, at: clock.monotonic() };
    return { ...picture, pixels: picture.pixels.slice() };
  }

  /** The camera says that its picture is still the last one: it is counted for this moment too, until that is doubtful. */
  #stillTrue(at: number): Picture | undefined {
    if (this.#last === undefined || at - this.#last.at > reuseMs) return undefined;
    return { ...this.#last.picture, pixels: this.#last.picture.pixels.slice() };
  }

  #frozen(at: number): StreamFault | undefined {
    const still = this.#refresh.frozenForMs(at);
    if (still === undefined) return undefined;
    return {
      reason: 'frozen',
      detail: `the camera has answered "not modified" for ${Math.round(still / 1_000)} s; check whether its picture is frozen`,
    };
  }
}

function eventOf(said: Picture | StreamFault, at: number): CaptureEvent {
  if ('reason' in said) return { kind: 'fault', reason: said.reason, detail: said.detail, at };
  return { kind: 'picture', picture: said, capturedAt: at };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await delay(ms, undefined, { signal }).catch(() => undefined);
}
