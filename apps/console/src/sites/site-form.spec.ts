import { describe, expect, it } from '@jest/globals';
import { siteInput, siteKind, sitePatch, site as siteRecord } from '@vialog/contracts';
import { ApiError } from '../api/call.ts';
import { changesOfSite, emptySite, formOfSite, inputOfSite, siteKinds, siteProblems } from './site-form.ts';

const site = siteRecord.parse({
  siteId: 'site00000001',
  name: 'North Lot',
  kind: 'parking_lot',
  position: [112.2, 31.03],
  capacity: 40,
  outline: [
    [112.2, 31.03],
    [112.21, 31.03],
    [112.21, 31.04],
  ],
  createdAt: '2026-01-05T08:00:00.000Z',
});

describe('the site form', () => {
  it('the site form has all fields and kinds of the contract', () => {
    const fields = Object.keys(siteInput.shape).filter((field) => field !== 'position');
    expect(Object.keys(emptySite('UTC')).sort()).toEqual([...fields, 'lat', 'lon'].sort());
    expect(siteKinds).toEqual(siteKind.options);
  });

  it('sends a new site without empty optional fields', () => {
    const form = { ...emptySite('UTC'), name: 'Gate', kind: 'gate', lat: '31.03', lon: '112.2' };
    expect(siteInput.parse(inputOfSite(form))).toMatchObject({ name: 'Gate', position: [112.2, 31.03] });
    expect(inputOfSite(form)).not.toHaveProperty('capacity');
  });

  it.each([
    [{ lat: '112.20' }, 'position.1'],
    [{ capacity: 'many' }, 'capacity'],
    [{ capacity: '0' }, 'capacity'],
    [{ outline: '31, 112\n31, north\n32, 113' }, 'outline.1.0'],
  ])('sends the impossible value %j as it was typed, and the contract rejects it', (fields, path) => {
    const form = { ...formOfSite(site), ...fields };
    const problems = siteInput.safeParse(inputOfSite(form)).error?.issues ?? [];
    expect(problems.map((issue) => issue.path.join('.'))).toEqual([path]);
  });

  it('sends only changed fields, and null for a capacity or outline that was emptied', () => {
    expect(changesOfSite(site, formOfSite(site))).toEqual({});
    const changes = changesOfSite(site, { ...formOfSite(site), capacity: '', outline: ' ' });
    expect(changes).toEqual({ capacity: null, outline: null });
    expect(sitePatch.parse(changes)).toEqual(changes);
  });

  it('assigns the messages of the server to their fields', () => {
    const details = [
      { path: 'position.1', message: 'latitude is -90 to 90' },
      { path: 'outline[2][0]', message: 'longitude is -180 to 180' },
    ];
    expect(siteProblems(new ApiError(400, { code: 'VALIDATION_FAILED', details }))).toEqual({
      lat: 'latitude is -90 to 90',
      outline: 'longitude is -180 to 180',
    });
  });
});
