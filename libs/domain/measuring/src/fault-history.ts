import type { GapReason } from '@vialog/contracts';
import { gapReasonsByPriority } from './gap-reason-priority.ts';

interface FaultPeriod {
  from: number;
  /** Infinity while the fault is active. */
  to: number;
}

/** Reports of the same fault within this time are merged, ms. */
const bridgeMs = 1_000;

/** The faults reported for a camera and when each applied. All times epoch ms. */
export class FaultHistory {
  readonly #byReason = new Map<GapReason, FaultPeriod[]>();
  #active: { readonly reason: GapReason; readonly period: FaultPeriod } | undefined;

  /** Starts a fault that is active until a picture is taken or another fault is reported. */
  begin(reason: GapReason, at: number): void {
    if (this.#active?.reason === reason) return;
    this.end(at);
    const period = this.#note(reason, at);
    period.to = Infinity;
    this.#active = { reason, period };
  }

  /** Records a fault at one moment, for example a lost frame. */
  note(reason: GapReason, at: number): void {
    this.#note(reason, at);
  }

  /** Ends the active fault, because a picture was taken. */
  end(at: number): void {
    if (this.#active) this.#active.period.to = Math.max(this.#active.period.from, at);
    this.#active = undefined;
  }

  /** The fault with the highest priority in [from, to). */
  during(from: number, to: number): GapReason | undefined {
    return gapReasonsByPriority.find((reason) =>
      this.#byReason.get(reason)?.some((period) => period.from < to && period.to >= from),
    );
  }

  forgetBefore(at: number): void {
    for (const [reason, periods] of this.#byReason) {
      if (!periods.some((period) => period.to < at)) continue;
      const kept = periods.filter((period) => period.to >= at);
      if (kept.length > 0) this.#byReason.set(reason, kept);
      else this.#byReason.delete(reason);
    }
  }

  #note(reason: GapReason, at: number): FaultPeriod {
    let periods = this.#byReason.get(reason);
    if (!periods) this.#byReason.set(reason, (periods = []));
    const last = periods.at(-1);
    if (last && at >= last.from && at - last.to <= bridgeMs) {
      last.to = Math.max(last.to, at);
      return last;
    }
    const period = { from: at, to: at };
    periods.push(period);
    return period;
  }
}
