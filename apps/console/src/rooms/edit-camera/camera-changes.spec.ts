import { describe, expect, it } from '@jest/globals';
import { camera as cameraRecord, cameraPatch, completeZone, viewZone, type Camera } from '@vialog/contracts';
import { changesOf, formOf } from './camera-changes.ts';

const camera: Camera = cameraRecord.parse({
  cameraId: 'cam000000001',
  version: 2,
  validFromAt: '2026-01-05T08:00:00.000Z',
  createdAt: '2026-01-05T08:00:00.000Z',
  lifecycle: 'active',
  name: 'North Lot',
  code: 'n-1',
  position: [112.2, 31.03],
  heading: 90,
  governance: { owner: 'City', noticeUrl: 'https://city.example/notice' },
  stream: { url: 'rtsp://camera.example/1', transport: 'udp' },
  streamKind: 'rtsp',
  zones: [completeZone(viewZone([]))],
});
const changed = (fields: Partial<ReturnType<typeof formOf>>) =>
  changesOf(camera, { ...formOf(camera), ...fields });

describe('changesOf', () => {
  it('sends only changed fields, so that a stream URL with credentials is not sent back', () => {
    expect(changed({})).toEqual({});
    expect(changed({ name: 'South Lot' })).toEqual({ name: 'South Lot' });
  });

  it('keeps the fields of stream and governance that the form does not show', () => {
    expect(changed({ url: 'rtsp://camera.example/2' }).stream).toEqual({
      url: 'rtsp://camera.example/2',
      transport: 'udp',
    });
    expect(changed({ contact: 'desk@city.example' }).governance).toEqual({
      ...camera.governance,
      contact: 'desk@city.example',
    });
  });

  it('sends a typed user name and password, null to remove stored ones, and else neither', () => {
    expect(changed({ username: 'admin', password: 'secret' })).toEqual({
      credentials: { username: 'admin', password: 'secret' },
    });
    expect(changed({ removesCredentials: true })).toEqual({ credentials: null });
    expect(formOf(camera)).toMatchObject({ username: '', password: '' });
  });

  it('sends an empty code to remove it', () => {
    expect(cameraPatch.parse(changed({ code: ' ' }))).toEqual({ code: '' });
  });

  it('sends an emptied number as null, which removes a heading and is refused for a position', () => {
    const changes = changed({ lat: undefined, heading: undefined });
    expect(changes).toEqual({ position: [112.2, null], heading: null });
    const paths = cameraPatch.safeParse(changes).error?.issues.map((issue) => issue.path.join('.'));
    expect(paths).toEqual(['position.1']);
  });
});
