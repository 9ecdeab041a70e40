import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { historyReducer, openHistory, type EditorHistory, type HistoryAction } from './editor-history.ts';

const run = (actions: readonly HistoryAction[], from = openHistory([])): EditorHistory =>
  actions.reduce(historyReducer, from);
const addArea: HistoryAction = { kind: 'addZone', zoneKind: 'area', name: 'Area', usedIds: [] };
const move = (x: number): HistoryAction => ({ kind: 'moveCorner', corner: 0, to: [x, 0.3] });

describe('the history of the zone editor', () => {
  it('undoes a drag as one step and redoes it', () => {
    const moved = run([addArea, move(0.1), move(0.2), move(0.3), { kind: 'rest' }]);
    const undone = run([{ kind: 'undo' }], moved);
    expect(undone.present.zones[0]?.shapes[0]?.polygon[0]).toEqual([0.35, 0.35]);
    expect(run([{ kind: 'redo' }], undone).present).toEqual(moved.present);
  });

  it('undoes two drags of one corner one after the other', () => {
    const moved = run([addArea, move(0.1), { kind: 'rest' }, move(0.2)]);
    expect(run([{ kind: 'undo' }], moved).present.zones[0]?.shapes[0]?.polygon[0]).toEqual([0.1, 0.3]);
  });

  it('undoes the removal of a zone, and reports no unsaved changes at the start', () => {
    const removed = run([addArea, { kind: 'removeZone' }]);
    expect(run([{ kind: 'undo' }], removed).present.zones).toHaveLength(1);
    expect(run([{ kind: 'undo' }, { kind: 'undo' }], removed).present.changed).toBe(false);
  });

  it('returns to the first state when everything is undone, and to the last when everything is redone', () => {
    const action = fc.constantFrom<HistoryAction>(
      addArea,
      move(0.2),
      move(0.5),
      { kind: 'removeZone' },
      { kind: 'rest' },
      { kind: 'addCorner', after: 0 },
      { kind: 'change', fields: { name: 'x' } },
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
        const end = run(actions);
        const undo = end.past.map((): HistoryAction => ({ kind: 'undo' }));
        const start = run(undo, end);
        expect(start.present.zones).toEqual([]);
        expect(
          run(
            undo.map((): HistoryAction => ({ kind: 'redo' })),
            start,
          ).present,
        ).toEqual(end.present);
      }),
    );
  });
});
