import { describe, expect, it } from '@jest/globals';
import { validateMessage, decodeMessage, isSubject, InvalidMessageError } from './message-codec.ts';
import { messageKey } from './subjects.ts';

const health = {
  v: 1 as const,
  cameraId: 'cam000000001',
  state: 'online' as const,
  changedAt: '2026-03-02T08:00:00.000Z',
};
const subject = 'vialog.v1.health';

describe('message codec', () => {
  it('decodes a message to what was encoded', () => {
    const body = JSON.stringify(validateMessage(subject, health));
    expect(decodeMessage(subject, body)).toEqual({ kind: 'message', message: health });
  });

  it('rejects an invalid message at the sender and names the first issues', () => {
    const wrong = { ...health, state: 'fine', snapshot: 'data:' } as unknown as typeof health;
    expect(() => validateMessage(subject, wrong)).toThrow(InvalidMessageError);
    expect(() => validateMessage(subject, wrong)).toThrow(/invalid message for vialog\.v1\.health: .*state/);
  });

  it.each([
    ['is not JSON', 'oh', 'invalid'],
    ['is null', 'null', 'invalid'],
    ['has an older version', JSON.stringify({ ...health, v: 0 }), 'invalid'],
    ['has a version that is not a number', JSON.stringify({ ...health, v: '2' }), 'invalid'],
    ['has an unknown field', JSON.stringify({ ...health, speed: 3 }), 'invalid'],
    ['has a newer version', JSON.stringify({ ...health, v: 2, speed: 3 }), 'newer'],
  ])('decodes a message that %s as invalid or newer', (_, body, kind) => {
    expect(decodeMessage(subject, body).kind).toBe(kind);
  });

  it('rejects a message with an unknown subject', () => {
    expect(isSubject('toString')).toBe(false);
    expect(decodeMessage('vialog.v1.boxes', '{}')).toMatchObject({ kind: 'invalid' });
  });

  it('keys health messages by camera and count batches not at all', () => {
    expect(messageKey(subject, health)).toBe('cam000000001');
    expect(messageKey('vialog.v1.counts', { v: 1, events: [] })).toBeUndefined();
  });
});
