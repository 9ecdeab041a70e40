import { describe, expect, it } from '@jest/globals';
import { zoneInput } from '@vialog/contracts';
import { draftOfInput, inputOf, newDraft } from './zone-draft.ts';

describe('the draft of a zone', () => {
  it('a new line has an id, two points and no names of directions', () => {
    const draft = newDraft('line', 'Line 1', ['line1']);
    expect(inputOf(draft)).toEqual({
      zoneId: 'line2',
      name: 'Line 1',
      kind: 'line',
      role: 'main',
      line: [
        [0.2, 0.6],
        [0.8, 0.6],
      ],
    });
  });

  it('a line and an area with stopped vehicles are sent as they were read', () => {
    const line = {
      zoneId: 'gate',
      name: 'Gate',
      kind: 'line' as const,
      role: 'detail' as const,
      line: [[0, 0.5] as [number, number], [1, 0.5] as [number, number]],
      directions: { inbound: 'In', outbound: 'Out' },
    };
    const area = {
      zoneId: 'queue',
      name: 'Queue',
      kind: 'area' as const,
      role: 'main' as const,
      polygon: [[0, 0] as [number, number], [1, 0] as [number, number], [1, 1] as [number, number]],
      stopped: { afterMs: 20_000, exceptIn: ['gate'] },
    };
    for (const zone of [line, area]) expect(inputOf(draftOfInput(zone, [zone.zoneId]))).toEqual(zone);
  });

  it('a new zone of each kind is accepted by the contract', () => {
    for (const kind of ['area', 'bays', 'line'] as const)
      expect(zoneInput.safeParse(inputOf(newDraft(kind, 'New', []))).success).toBe(true);
  });
});
