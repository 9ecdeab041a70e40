import { describe, expect, it } from '@jest/globals';
import { newDraft, zonesAsJson } from './zone-draft.ts';
import { readZoneFile } from './zone-file.ts';

const zones = [newDraft('area', 'Gate', []), newDraft('bays', 'Row A', [])];

describe('a file of zones', () => {
  it('contains what is read back from it', () => {
    expect(readZoneFile(zonesAsJson(zones), [])).toEqual({ kind: 'zones', zones });
  });

  it('keeps the ids of zones that the camera has', () => {
    const read = readZoneFile(zonesAsJson(zones), ['area1']);
    expect(read.kind === 'zones' && read.zones.map((zone) => zone.isNew)).toEqual([false, true]);
  });

  it('a file of zones may be a list of zones without the field `zones`', () => {
    const list = JSON.stringify((JSON.parse(zonesAsJson(zones)) as { zones: unknown }).zones);
    expect(readZoneFile(list, [])).toMatchObject({ kind: 'zones' });
  });

  it.each([
    ['{"zones":[{"zoneId":"a","name":"A","kind":"circle"}]}', 'zones.0.kind'],
    ['{"zones":[{"zoneId":"a","name":"A","kind":"area"}]}', 'zones.0.polygon'],
    [
      '{"zones":[{"zoneId":"a","name":"A","kind":"area","polygon":[[0,0],[2,0],[1,1]]}]}',
      'zones.0.polygon.1.0',
    ],
    ['{"cameras":[]}', 'zones'],
  ])('a file of zones is rejected with the place of each error: %s', (text, path) => {
    const read = readZoneFile(text, []);
    expect(read.kind === 'invalid' && read.problems.map((each) => each.path)).toContain(path);
  });

  it('a file of zones is rejected if it is not JSON', () => {
    expect(readZoneFile('zone,name\n1,A', [])).toEqual({ kind: 'noJson' });
  });
});
