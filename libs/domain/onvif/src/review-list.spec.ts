import { describe, expect, test } from '@jest/globals';
import type { OnvifReading } from '@vialog/contracts';
import { OnvifReviewList } from './review-list.ts';

const found: OnvifReading = {
  deviceUrl: 'http://192.0.2.5/onvif/device_service',
  foundBy: 'discovery',
  access: 'unknown',
  endpoint: 'urn:uuid:1',
  profiles: [],
  warnings: [],
};
const read: OnvifReading = { ...found, foundBy: 'host', access: 'accepted', maker: 'Acme' };

function listAt(now = { at: 1_000 }) {
  return { now, list: new OnvifReviewList({ clock: { now: () => now.at }, keptMs: 500, maxEntries: 3 }) };
}

describe('review list of ONVIF devices', () => {
  test('keeps one entry for a device under any path, and another one in another region', () => {
    const { list } = listAt();
    const first = list.add('main', found);
    const second = list.add('main', { ...found, deviceUrl: 'http://192.0.2.5/other' });
    expect(second.deviceId).toBe(first.deviceId);
    list.add('north', found);
    list.add('main', { ...found, deviceUrl: 'http://192.0.2.5:8080/' });
    expect(list.entries().map(({ region }) => region)).toEqual(['main', 'north', 'main']);
  });

  test('keeps what was read from a device when a later search finds it again', () => {
    const { list } = listAt();
    list.add('main', found);
    expect(list.add('main', read).reading).toMatchObject({ maker: 'Acme', endpoint: 'urn:uuid:1' });
    expect(list.add('main', found).reading).toMatchObject({ access: 'accepted', maker: 'Acme' });
    const rejected: OnvifReading = { ...found, access: 'rejected' };
    expect(list.add('main', rejected).reading).toMatchObject({ access: 'rejected' });
  });

  test('forgets an entry some time after its last response', () => {
    const { list, now } = listAt();
    list.add('main', found);
    now.at += 400;
    expect(list.add('main', found)).toMatchObject({ seenAt: 1_400, expiresAt: 1_900 });
    now.at += 499;
    expect(list.entries()).toHaveLength(1);
    now.at += 1;
    expect(list.entries()).toEqual([]);
  });

  test('drops the oldest entry when it is full, and an entry that a person removes', () => {
    const { list } = listAt();
    const ids = [1, 2, 3, 4].map(
      (i) => list.add('main', { ...found, deviceUrl: `http://192.0.2.${i}/` }).deviceId,
    );
    expect(list.entries().map(({ deviceId }) => deviceId)).toEqual([ids[3], ids[2], ids[1]]);
    expect([list.remove(ids[2] ?? ''), list.remove(ids[2] ?? '')]).toEqual([true, false]);
    expect(list.entries()).toHaveLength(2);
  });
});
