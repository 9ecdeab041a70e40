const siteCount = 200;
const columns = 160;

/** Cameras lie on a grid of about 25 × 20 km. */
const positionOf = (index: number): [number, number] => [
  112.1 + (index % columns) * 0.0016,
  30.95 + Math.floor(index / columns) * 0.0014,
];

export function siteInputs(): object[] {
  return Array.from({ length: siteCount }, (_, i) => ({
    name: `${i % 2 === 0 ? 'Lot' : '停车场'} ${i}`,
    kind: 'parking_lot',
    position: positionOf(i * 97),
    capacity: 40,
  }));
}

const corners: [number, number][] = [
  [0.1, 0.1],
  [0.9, 0.1],
  [0.9, 0.9],
  [0.1, 0.9],
];

/** A draft camera with the zones `view` and `p1`, which counts for a site. */
export function cameraOf(index: number, siteIds: readonly string[]): object {
  const siteId = siteIds[index % siteIds.length];
  return {
    ...namesOf(index),
    position: positionOf(index),
    heading: (index * 37) % 360,
    tags: [`region:r${index % 8}`, `street-${index % 300}`],
    groups: [`district ${index % 40}`],
    governance: { owner: `Department ${index % 12}`, purpose: 'Occupancy of parking spaces' },
    stream: { url: `rtsp://camera-${index}.example:554/stream1` },
    lifecycle: 'draft',
    zones: [{ zoneId: 'p1', name: `Row ${index % 50}`, kind: 'area', polygon: corners, siteId }],
  };
}

const namesOf = (index: number) => ({
  name: `${index % 3 === 0 ? '东门' : 'Gate'} ${(index * 7919) % 20_011} camera`,
  code: `C-${String(index).padStart(6, '0')}`,
});

export function csvOf(count: number): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const { name, code } = namesOf(index);
    const [longitude, latitude] = positionOf(index);
    const tags = `street-${index % 300}`;
    return [name, code, longitude.toFixed(6), latitude.toFixed(6), tags, `rtsp://c-${index}.example/1`].join(
      ',',
    );
  });
  return ['name,code,longitude,latitude,tags,streamUrl', ...lines].join('\n');
}

const searchPath = (line: string): string => `/v1/events?q=${encodeURIComponent(line)}&limit=50`;

/** The measured requests. */
export const paths: readonly (readonly [what: string, path: string])[] = [
  ['List: first 100 by name', '/v1/cameras/summaries?limit=100'],
  ['List: worst first, with all facets', `/v1/cameras/summaries?limit=100&sort=health${allFacets()}`],
  ['List: text filter', `/v1/cameras/summaries?limit=100&text=${encodeURIComponent('东门 c-01')}`],
  ['List: full records, in the middle', '/v1/cameras?limit=100&offset=10000'],
  ['Map: whole town', '/v1/cameras/map?zoom=11&bbox=112,30.9,112.5,31.2'],
  ['Map: small box', '/v1/cameras/map?zoom=16&bbox=112.2,31.0,112.22,31.02'],
  ['Suggestions', `/v1/suggestions?text=${encodeURIComponent('gate 1')}`],
  ['Models', '/v1/models'],
  ['Search of events: camera by name', searchPath('camera:"gate 77" last:24h')],
  ['Search of events: any word', searchPath('street-17 last:24h')],
];

function allFacets(): string {
  return ['lifecycle', 'state', 'tag', 'group', 'site', 'region', 'model', 'streamKind', 'owner']
    .map((name) => `&facet=${name}`)
    .join('');
}
