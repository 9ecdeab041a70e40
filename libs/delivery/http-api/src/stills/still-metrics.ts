import { VialogError } from '@vialog/contracts';
import type { Metrics } from '@vialog/observability';

/** What is sent to a user. */
export type SentPicture = 'still' | 'trial' | 'outlines' | 'live_trial';

/** Counts grants, pictures that are sent, and requests that are rejected with their error code. */
export class StillMetrics {
  readonly #grants;
  readonly #sent;
  readonly #rejected;

  constructor(metrics: Metrics) {
    this.#grants = metrics.counter('vialog_still_grants_total', 'Grants to see pictures of a camera');
    this.#sent = metrics.counter(
      'vialog_stills_sent_total',
      'Stills, trials and outlines sent to users, and live trials started',
      ['kind'],
    );
    this.#rejected = metrics.counter(
      'vialog_stills_rejected_total',
      'Requests for grants, stills and trials that failed, by error code',
      ['code'],
    );
  }

  /** Counts a failure too, and throws it again. */
  async grant<T>(work: () => Promise<T>): Promise<T> {
    const granted = await this.#counted(work);
    this.#grants.inc();
    return granted;
  }

  /** Counts a failure too, and throws it again. */
  async picture<T>(kind: SentPicture, work: () => T | Promise<T>): Promise<T> {
    const picture = await this.#counted(work);
    this.#sent.inc({ kind });
    return picture;
  }

  async #counted<T>(work: () => T | Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.#rejected.inc({ code: error instanceof VialogError ? error.code : 'INTERNAL' });
      throw error;
    }
  }
}
