import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { UndoStore, undoMs } from './undo-store.ts';

describe('UndoStore', () => {
  let store: UndoStore;
  beforeEach(() => {
    jest.useFakeTimers();
    store = new UndoStore();
  });
  afterEach(() => {
    jest.useRealTimers();
  });
  const offer = (undo: () => Promise<unknown> = () => Promise.resolve()) =>
    store.offer({ text: 'North Lot is paused.', undo });
  const state = () => store.snapshot()?.state;

  it('an offered change disappears after its time', () => {
    offer();
    jest.advanceTimersByTime(undoMs - 1);
    expect(state()).toBe('offered');
    jest.advanceTimersByTime(1);
    expect(state()).toBeUndefined();
  });

  it('the time of an offered change stops during a pause and continues with what was left', () => {
    offer();
    jest.advanceTimersByTime(undoMs - 1_000);
    store.pause();
    jest.advanceTimersByTime(10 * undoMs);
    expect(state()).toBe('offered');
    store.resume();
    jest.advanceTimersByTime(999);
    expect(state()).toBe('offered');
    jest.advanceTimersByTime(1);
    expect(state()).toBeUndefined();
  });

  it('an undone change runs once and says that it was undone', async () => {
    const undo = jest.fn(() => Promise.resolve());
    offer(undo);
    await Promise.all([store.undo(), store.undo()]);
    await store.undo();
    expect(undo).toHaveBeenCalledTimes(1);
    expect(state()).toBe('undone');
    jest.advanceTimersByTime(undoMs);
    expect(state()).toBeUndefined();
  });

  it('a change whose undo failed says so and can be undone again', async () => {
    const undo = jest.fn<() => Promise<unknown>>().mockRejectedValueOnce(new Error('offline'));
    undo.mockResolvedValueOnce(undefined);
    offer(undo);
    await store.undo();
    expect(state()).toBe('failed');
    await store.undo();
    expect(state()).toBe('undone');
  });

  it('a newer change replaces one that is being undone', async () => {
    let finish = (): void => undefined;
    offer(() => new Promise<void>((resolve) => (finish = resolve)));
    const undoing = store.undo();
    store.offer({ text: 'The rule is muted.', undo: () => Promise.resolve() });
    finish();
    await undoing;
    expect(store.snapshot()).toMatchObject({ state: 'offered', change: { text: 'The rule is muted.' } });
  });

  it('a pause of nothing and a second pause change nothing', () => {
    store.pause();
    store.resume();
    offer();
    store.pause();
    store.pause();
    store.resume();
    store.resume();
    jest.advanceTimersByTime(undoMs);
    expect(state()).toBeUndefined();
  });
});
