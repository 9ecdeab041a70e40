import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { editorReducer, emptyEditor, type EditorAction, type EditorState } from './editor-state.ts';
import { divide, inputOf, newDraft } from './zone-draft.ts';

const run = (...actions: EditorAction[]): EditorState => actions.reduce(editorReducer, emptyEditor);
const addArea: EditorAction = { do: 'addZone', kind: 'area', name: 'Area 1', usedIds: ['view'] };
const addLot: EditorAction = { do: 'addZone', kind: 'bays', name: 'Lot', usedIds: ['view', 'lot1'] };
const polygonOf = (state: EditorState) => state.zones[state.zone]?.shapes[state.shape]?.polygon ?? [];

describe('the zone editor', () => {
  it('gives a new zone an id that no zone has or had', () => {
    expect(run(addLot, addLot).zones.map((zone) => zone.zoneId)).toEqual(['lot2', 'lot3']);
  });

  it('adds a corner halfway and chooses it, and removes it again', () => {
    const added = run(addArea, { do: 'addCorner', after: 3 });
    expect(polygonOf(added)[4]).toEqual([0.35, 0.5]);
    expect(added.corner).toBe(4);
    expect(polygonOf(editorReducer(added, { do: 'removeCorner', corner: 4 }))).toHaveLength(4);
  });

  it('keeps three corners whatever is deleted', () => {
    const state = run(
      addArea,
      ...Array.from({ length: 9 }, (): EditorAction => ({ do: 'removeCorner', corner: 0 })),
    );
    expect(polygonOf(state)).toHaveLength(3);
  });

  it('keeps every corner in the picture, whatever is dragged where', () => {
    const point = fc.tuple(
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.double({ min: -3, max: 3, noNaN: true }),
    );
    const move = fc.oneof(
      fc.record({
        do: fc.constant('moveCorner' as const),
        corner: fc.integer({ min: 0, max: 3 }),
        to: point,
      }),
      fc.record({ do: fc.constant('moveShape' as const), by: point }),
    );
    fc.assert(
      fc.property(fc.array(move), (moves) => {
        for (const value of polygonOf(run(addArea, ...moves)).flat()) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('moves a shape without bending it, to the edge and no further', () => {
    expect(polygonOf(run(addArea, { do: 'moveShape', by: [5, 0] }))).toEqual([[0.7, 0.35], [1, 0.35], [1, 0.65], [0.7, 0.65]]); // prettier-ignore
  });

  it('divides one long space into a row with an id each', () => {
    const state = run(addLot, { do: 'divideBay', count: 3 });
    expect(state.zones[0]?.shapes.map((shape) => shape.bayId)).toEqual(['1', '2', '3']);
    expect(state.zones[0]?.shapes[1]?.polygon[0]).toEqual(state.zones[0]?.shapes[0]?.polygon[1]);
  });

  it('does not remove the last space of a zone', () => {
    expect(run(addLot, { do: 'removeBay' }).zones[0]?.shapes).toHaveLength(1);
  });

  it('knows whether there is something to save', () => {
    expect(run(addArea).changed).toBe(true);
    expect(run(addArea, { do: 'load', zones: [] }).changed).toBe(false);
  });
});

describe('divide', () => {
  it('leaves a space alone that has not four corners', () => {
    expect(divide([[0, 0], [1, 0], [0, 1]], 4)).toHaveLength(1); // prettier-ignore
  });
});

describe('inputOf', () => {
  it('leaves to the server what was not chosen', () => {
    const input = inputOf(newDraft('area', 'Gate', []));
    expect(input).toMatchObject({ zoneId: 'area1', name: 'Gate', kind: 'area', role: 'main' });
    expect(input).not.toHaveProperty('slotMs');
    expect(input).not.toHaveProperty('classes');
    expect(input).not.toHaveProperty('bays');
  });
});
