import { describe, expect, it } from '@jest/globals';
import { checked, decode, isSubject, MessageMisfit } from './message-codec.ts';
import { keyOf } from './subjects.ts';

const health = {
  v: 1 as const,
  cameraId: 'cam000000001',
  state: 'online' as const,
  changedAt: '2026-03-02T08:00:00.000Z',
};
const subject = 'vialog.v1.health';

describe('a message on its way', () => {
  it('comes out as it went in', () => {
    const body = JSON.stringify(checked(subject, health));
    expect(decode(subject, body)).toEqual({ kind: 'message', message: health });
  });

  it('is refused at the sender where it does not fit, naming the first faults', () => {
    const wrong = { ...health, state: 'fine', snapshot: 'data:' } as unknown as typeof health;
    expect(() => checked(subject, wrong)).toThrow(MessageMisfit);
    expect(() => checked(subject, wrong)).toThrow(/vialog\.v1\.health does not fit its schema: .*state/);
  });

  it.each([
    ['is not JSON', 'oh', 'misfit'],
    ['says nothing', 'null', 'misfit'],
    ['has an older version', JSON.stringify({ ...health, v: 0 }), 'misfit'],
    ['has a version that is no number', JSON.stringify({ ...health, v: '2' }), 'misfit'],
    ['has a field of its own', JSON.stringify({ ...health, speed: 3 }), 'misfit'],
    ['has a newer version', JSON.stringify({ ...health, v: 2, speed: 3 }), 'newer'],
  ])('that %s is read as such', (_, body, kind) => {
    expect(decode(subject, body).kind).toBe(kind);
  });

  it('of a subject nobody knows cannot be read', () => {
    expect(isSubject('toString')).toBe(false);
    expect(decode('vialog.v1.boxes', '{}')).toMatchObject({ kind: 'misfit' });
  });

  it('is about its camera where only the newest counts', () => {
    expect(keyOf(subject, health)).toBe('cam000000001');
    expect(keyOf('vialog.v1.counts', { v: 1, events: [] })).toBeUndefined();
  });
});
