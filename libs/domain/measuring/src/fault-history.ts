import type { GapReason } from '@vialog/contracts';
import { gapReasonsByPriority } from './gap-reason-priority.ts';

interface Stretch {
  from: number;
  /** Infinity while it lasts. */
  to: number;
}

/** Reports of one fault that are closer together than this form one stretch, ms. */
const bridgeMs = 1_000;

/** The faults reported for a camera and when each applied. All times epoch ms. */
export class FaultHistory {
  readonly #byReason = new Map<GapReason, Stretch[]>();
  #lasting: { readonly reason: GapReason; readonly stretch: Stretch } | undefined;

  /** Starts a fault that lasts until a picture is taken or another fault is reported. */
  begin(reason: GapReason, at: number): void {
    if (this.#lasting?.reason === reason) return;
    this.end(at);
    const stretch = this.#note(reason, at);
    stretch.to = Infinity;
    this.#lasting = { reason, stretch };
  }

  /** Records a fault of one moment: one frame was lost. */
  note(reason: GapReason, at: number): void {
    this.#note(reason, at);
  }

  /** A picture was taken: what lasted is over. */
  end(at: number): void {
    if (this.#lasting) this.#lasting.stretch.to = Math.max(this.#lasting.stretch.from, at);
    this.#lasting = undefined;
  }

  /** The fault with the highest priority in [from, to). */
  during(from: number, to: number): GapReason | undefined {
    return gapReasonsByPriority.find((reason) =>
      this.#byReason.get(reason)?.some((stretch) => stretch.from < to && stretch.to >= from),
    );
  }

  forgetBefore(at: number): void {
    for (const [reason, stretches] of this.#byReason) {
      if (!stretches.some((stretch) => stretch.to < at)) continue;
      const kept = stretches.filter((stretch) => stretch.to >= at);
      if (kept.length > 0) this.#byReason.set(reason, kept);
      else this.#byReason.delete(reason);
    }
  }

  #note(reason: GapReason, at: number): Stretch {
    let stretches = this.#byReason.get(reason);
    if (!stretches) this.#byReason.set(reason, (stretches = []));
    const last = stretches.at(-1);
    if (last && at >= last.from && at - last.to <= bridgeMs) {
      last.to = Math.max(last.to, at);
      return last;
    }
    const stretch = { from: at, to: at };
    stretches.push(stretch);
    return stretch;
  }
}
