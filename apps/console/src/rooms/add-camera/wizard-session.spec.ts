import { describe, expect, it } from '@jest/globals';
import { emptyDraft, withoutSecrets } from './wizard-session.ts';

const kept = (fields: object) => {
  const draft = emptyDraft();
  return withoutSecrets({ ...draft, form: { ...draft.form, ...fields } }).form;
};

describe('the kept draft of the camera wizard', () => {
  it('never contains a password', () => {
    expect(kept({ username: 'admin', password: 'secret' })).toMatchObject({
      username: 'admin',
      password: '',
    });
  });

  it.each([
    'rtsp://admin:secret@camera.example/1',
    'rtsp://admin@camera.example/1',
    'http://camera.example/snap.jpg?user=a&pwd=secret',
    'http://camera.example/snap.jpg?accessToken=secret',
    'http://camera.example/snap.jpg?x=1;password=secret',
  ])('leaves out the URL %s, which may contain a secret', (url) => {
    expect(kept({ url }).url).toBe('');
  });

  it('names the fields that it leaves out, until they are entered again', () => {
    const draft = emptyDraft();
    const withheld = withoutSecrets({ ...draft, form: { ...draft.form, password: 'secret' } });
    expect(withheld.withheld).toEqual(['password']);
    expect(withoutSecrets(withheld).withheld).toEqual(['password']);
    expect(
      withoutSecrets({ ...draft, form: { ...draft.form, url: 'rtsp://camera.example' } }).withheld,
    ).toEqual([]);
  });

  it('keeps other URLs', () => {
    const url = 'http://camera.example/snap.jpg?channel=1';
    expect(kept({ url }).url).toBe(url);
  });
});
