import type { Clock } from '@vialog/contracts';
import type { Pause } from '@vialog/capture';

const FORGET_ABOVE = 1_000;

/** Lets requests to one host through one after another, a gap apart, however many cameras it has. */
export class HostGate {
  private readonly freeAt = new Map<string, number>();

  /** @param gapMs from one request to the next of the same host */
  constructor(
    private readonly gapMs: number,
    private readonly clock: Clock,
    private readonly pause: Pause,
  ) {}

  /** Resolves when it is this caller's turn, or when the signal aborts. */
  async turn(host: string, signal: AbortSignal): Promise<void> {
    const now = this.clock.monotonic();
    const at = Math.max(now, this.freeAt.get(host) ?? 0);
    this.freeAt.set(host, at + this.gapMs);
    if (this.freeAt.size > FORGET_ABOVE) this.forget(now);
    if (at > now) await this.pause(at - now, signal);
  }

  private forget(now: number): void {
    for (const [host, at] of this.freeAt) if (at <= now) this.freeAt.delete(host);
  }
}
