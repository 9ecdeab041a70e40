/** A change that was made, and how to take it back. */
export interface UndoableChange {
  /** What was changed, in the reader's language. */
  readonly text: string;
  readonly undo: () => Promise<unknown>;
}

export type UndoState = 'offered' | 'running' | 'undone' | 'failed';

export interface UndoSnapshot {
  readonly change: UndoableChange;
  readonly state: UndoState;
}

/** Time in which a change can be undone, ms, without the time in which the message has the pointer or the focus. */
export const undoMs = 20_000;
/** Time for which the result is shown, ms. */
const resultMs = 6_000;

/** The last change that can be undone. A new one replaces it. The time stops while the message has the pointer or the focus (WCAG 2.2.1). */
export class UndoStore {
  #snapshot: UndoSnapshot | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #leftMs = 0;
  #startedAt = 0;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): UndoSnapshot | undefined => this.#snapshot;

  offer(change: UndoableChange): void {
    this.#show({ change, state: 'offered' }, undoMs);
  }

  /** Takes the change back. A failure is shown, and the change can be undone again. */
  async undo(): Promise<void> {
    const offered = this.#snapshot;
    if (!offered || offered.state === 'running' || offered.state === 'undone') return;
    const { change } = offered;
    this.pause();
    this.#publish({ change, state: 'running' });
    const state = await change.undo().then(
      () => 'undone' as const,
      () => 'failed' as const,
    );
    if (this.#snapshot?.change === change)
      this.#show({ change, state }, state === 'failed' ? undoMs : resultMs);
  }

  /** Stops the time. */
  pause(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#leftMs -= performance.now() - this.#startedAt;
  }

  /** Continues with the time that was left. */
  resume(): void {
    const state = this.#snapshot?.state;
    if (state === undefined || state === 'running' || this.#timer !== undefined) return;
    this.#startedAt = performance.now();
    this.#timer = setTimeout(() => this.dismiss(), Math.max(0, this.#leftMs));
  }

  dismiss(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#publish(undefined);
  }

  #show(snapshot: UndoSnapshot, forMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#leftMs = forMs;
    this.#publish(snapshot);
    this.resume();
  }

  #publish(snapshot: UndoSnapshot | undefined): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }
}

/** The store of this tab: a change stays undoable in the next room. */
export const undoStore = new UndoStore();
