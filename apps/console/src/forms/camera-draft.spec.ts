import { afterEach, describe, expect, it } from '@jest/globals';
import type { OnvifSuggestion } from '@vialog/contracts';
import {
  draftOfSuggestion,
  forgetOfferedCamera,
  offerCamera,
  offeredCamera,
  substreamOf,
} from './camera-draft.ts';

const typed = { username: 'admin', password: 'hunter2' };
const suggestion: OnvifSuggestion = {
  source: 'VS0',
  name: 'Gate 1',
  maker: 'Acme',
  hardwareModel: 'Eye 4',
  tags: ['region:north', 'serial:1'],
  stream: { url: 'rtsp://CAM.example/1', transport: 'udp' },
  needsCredentials: true,
  registered: [],
};
const deviceUrl = 'http://cam.example/onvif/device_service';

describe('the draft of a camera that was found', () => {
  afterEach(forgetOfferedCamera);

  it('a draft has the suggested fields and the typed credentials', () => {
    expect(draftOfSuggestion(suggestion, deviceUrl, typed)).toEqual({
      name: 'Gate 1',
      maker: 'Acme',
      hardwareModel: 'Eye 4',
      tags: 'region:north, serial:1',
      url: 'rtsp://CAM.example/1',
      transport: 'udp',
      ...typed,
    });
  });

  it('a draft has no credentials for a stream at another host, or one that needs none', () => {
    const elsewhere = { ...suggestion, stream: { url: 'rtsp://evil.example/1', transport: 'tcp' as const } };
    expect(draftOfSuggestion(elsewhere, deviceUrl, typed)).toMatchObject({ username: '', password: '' });
    const open = { ...suggestion, needsCredentials: false };
    expect(draftOfSuggestion(open, deviceUrl, typed)).toMatchObject({ username: '', password: '' });
  });

  it('a draft names the substream together with its stream', () => {
    expect(substreamOf(suggestion)).toBeUndefined();
    const substreamUrl = 'rtsp://CAM.example/2';
    expect(substreamOf({ ...suggestion, substreamUrl })).toEqual({
      of: 'rtsp://CAM.example/1',
      url: substreamUrl,
    });
  });

  it('an offered camera stays until it is forgotten', () => {
    const camera = { fields: { name: 'a' }, continues: false };
    offerCamera(camera);
    expect([offeredCamera(), offeredCamera()]).toEqual([camera, camera]);
    forgetOfferedCamera();
    expect(offeredCamera()).toBeUndefined();
  });
});
