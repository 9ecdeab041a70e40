import { describe, expect, it } from '@jest/globals';
import { withResult, withFields } from './change-draft.ts';
import { emptyDraft, type WizardDraft } from './wizard-session.ts';

const probe = { outcome: 'playing' } as WizardDraft['probe'];
const opened = { path: '/v1/streams/still-grants/aaaaaaaaaaaa', expiresAt: '2026-03-02T08:10:00.000Z' };
const draft: WizardDraft = { ...emptyDraft(), probe, opened, reason: 'Draw the zones' };

describe('the draft of the camera wizard', () => {
  it('keeps the test and the picture of the stream while other fields are entered', () => {
    expect(withFields(draft, { name: 'Gate 7', lat: '31.02' })).toMatchObject({ probe, opened });
  });

  it('forgets the test and the picture of another stream, but not the reason', () => {
    for (const fields of [
      { url: 'rtsp://camera.example/2' },
      { password: 'secret' },
      { certificate: 'ab' },
    ]) {
      const changed = withFields(draft, fields);
      expect([changed.probe, changed.opened, changed.reason]).toEqual([
        undefined,
        undefined,
        'Draw the zones',
      ]);
    }
  });

  it('ignores a result about a stream that was replaced in the meantime', () => {
    const sent = emptyDraft();
    expect(withResult(sent, sent.form, { probe }).probe).toBe(probe);
    const changed = withFields(sent, { url: 'rtsp://camera.example/2' });
    expect(withResult(changed, sent.form, { probe })).toBe(changed);
  });
});
