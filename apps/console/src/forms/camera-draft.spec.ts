import { afterEach, describe, expect, it } from '@jest/globals';
import type { OnvifSuggestion } from '@vialog/contracts';
import {
  draftOfSuggestion,
  forgetCameraDraft,
  offerCameraDraft,
  offeredCameraDraft,
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
  afterEach(forgetCameraDraft);

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
    expect(draftOfSuggestion(elsewhere, deviceUrl, typed)).not.toHaveProperty('password');
    const open = { ...suggestion, needsCredentials: false };
    expect(draftOfSuggestion(open, deviceUrl, typed)).not.toHaveProperty('password');
  });

  it('an offered draft stays until it is forgotten', () => {
    offerCameraDraft({ name: 'a' });
    expect([offeredCameraDraft(), offeredCameraDraft()]).toEqual([{ name: 'a' }, { name: 'a' }]);
    forgetCameraDraft();
    expect(offeredCameraDraft()).toBeUndefined();
  });
});
