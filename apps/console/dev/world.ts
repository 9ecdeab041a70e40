import {
  viewZone,
  completeZone,
  zone as zoneSchema,
  type CameraResponse,
  type Site,
  type Zone,
  type ZoneInput,
} from '@vialog/contracts';

/** A small mock town with cameras in every state, for development and browser tests. */
export interface World {
  cameras: CameraResponse[];
  sites: Site[];
}

const created = '2026-01-05T08:00:00.000Z';
const timeZone = 'Asia/Shanghai';

interface Lot {
  name: string;
  at: [number, number];
  spaces?: number;
  areas?: { zoneId: string; name: string; polygon: [number, number][] }[];
  lifecycle?: CameraResponse['lifecycle'];
  url?: string;
}

/** Reads "x,y x,y …" as points. */
const points = (text: string): [number, number][] =>
  text.split(' ').map((pair) => {
    const [x = 0, y = 0] = pair.split(',').map(Number);
    return [x, y];
  });

function rectangle(box: { x: number; y: number; width: number; height: number }): [number, number][] {
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  return [
    [box.x, box.y],
    [right, box.y],
    [right, bottom],
    [box.x, bottom],
  ];
}

const road: Lot['areas'] = [
  { zoneId: 'inbound', name: 'Inbound lanes', polygon: points('0.06,0.98 0.4,0.3 0.5,0.3 0.48,0.98') },
  { zoneId: 'outbound', name: 'Outbound lanes', polygon: points('0.52,0.98 0.52,0.3 0.61,0.3 0.94,0.98') },
];
const gate: Lot['areas'] = [
  { zoneId: 'queue', name: 'Queue at the barrier', polygon: points('0.2,0.9 0.36,0.4 0.66,0.4 0.8,0.9') },
];

const lots: Lot[] = [
  { name: 'North Lot', at: [112.1991, 31.0412], spaces: 40, url: 'synthetic:lot?seed=7&capacity=40' },
  { name: '市场停车场', at: [112.2068, 31.0379], spaces: 24 },
  { name: 'Hospital Lot', at: [112.2136, 31.0401], spaces: 32 },
  { name: 'Station Forecourt', at: [112.1939, 31.0331], spaces: 16 },
  { name: 'Ring Road, east', at: [112.2189, 31.0339], areas: road },
  { name: '学院路 南口', at: [112.2012, 31.0309], areas: road },
  { name: 'Compound Gate 2', at: [112.2091, 31.0289], areas: gate },
  { name: 'Old Bridge', at: [112.1868, 31.0391], areas: road, lifecycle: 'paused' },
  { name: 'Riverside (planned)', at: [112.1898, 31.0281], areas: gate, lifecycle: 'draft' },
];

export function makeWorld(): World {
  const sites = lots.filter((lot) => lot.spaces).map((lot) => siteOf(lot));
  const cameras = lots.map((lot, index) =>
    cameraOf(
      lot,
      index,
      sites.find((site) => site.name === lot.name),
    ),
  );
  return { cameras, sites };
}

/**
 * Zones as the registry stores them: `view` first, defaults filled in.
 *
 * @throws {ZodError} when a zone does not match the contract.
 */
export function completeZones(zones: readonly ZoneInput[]): Zone[] {
  return [viewZone(zones), ...zones.filter((each) => each.zoneId !== 'view')].map((each) =>
    zoneSchema.parse(completeZone(each)),
  );
}

const id = (prefix: string, index: number) =>
  (prefix + '000000000000').slice(0, 10) + String(index).padStart(2, '0');

function siteOf(lot: Lot): Site {
  const [lon, lat] = lot.at;
  const d = 0.0011;
  return {
    siteId: id('site', lots.indexOf(lot)),
    name: lot.name,
    kind: 'parking_lot',
    position: lot.at,
    outline: rectangle({ x: lon - d, y: lat - d / 2, width: 2 * d, height: d }),
    capacity: lot.spaces,
    address: '',
    timeZone,
    createdAt: created,
  };
}

function bays(spaces: number): { bayId: string; polygon: [number, number][] }[] {
  const perRow = Math.ceil(spaces / 2);
  return Array.from({ length: spaces }, (_, i) => {
    const [row, column] = [Math.floor(i / perRow), i % perRow];
    const [w, y, h] = [0.92 / perRow, row === 0 ? 0.2 : 0.6, 0.24];
    const x = 0.04 + column * w;
    const polygon = rectangle({ x, y, width: w * 0.92, height: h });
    return { bayId: `${row === 0 ? 'a' : 'b'}${String(column + 1).padStart(2, '0')}`, polygon };
  });
}

function zonesOf(lot: Lot, site: Site | undefined): ZoneInput[] {
  const siteId = site ? { siteId: site.siteId } : {};
  return lot.spaces
    ? [{ zoneId: 'spaces', name: 'Parking spaces', kind: 'bays', bays: bays(lot.spaces), ...siteId }]
    : (lot.areas ?? []).map((area) => ({ ...area, kind: 'area' as const, ...siteId }));
}

function cameraOf(lot: Lot, index: number, site: Site | undefined): CameraResponse {
  const zones = zonesOf(lot, site);
  return {
    cameraId: id('cam', index),
    version: 3,
    validFromAt: created,
    createdAt: created,
    lifecycle: lot.lifecycle ?? 'active',
    name: lot.name,
    code: index === 4 ? '42080200001320000004' : undefined,
    position: lot.at,
    heading: (index * 67) % 360,
    fieldOfView: 62,
    indoor: false,
    maker: '',
    hardwareModel: '',
    tags: lot.spaces ? ['parking'] : ['road'],
    groups: [],
    timeZone,
    governance: {
      owner: 'City Traffic Office',
      contact: 'traffic@city.example',
      purpose: lot.spaces ? 'Free spaces for drivers and planners' : 'Traffic load by time of day',
      legalBasis: 'Municipal traffic statute §12',
      noticeUrl: '',
      terms: '',
      attribution: '',
    },
    stream: { url: lot.url ?? `rtsp://camera-${index}.city.example/stream1`, transport: 'tcp' },
    hasCredentials: false,
    streamKind: lot.url ? 'synthetic' : 'rtsp',
    plan: { mode: 'interval', intervalMs: 5000 },
    model: { modelId: 'nanodet-g-416' },
    zones: completeZones(zones),
  };
}

/** Copies of the first camera as drafts, in a square around it. */
export function draftCameras([first]: readonly CameraResponse[], count: number): CameraResponse[] {
  if (!first) return [];
  const [lon, lat] = first.position;
  return Array.from({ length: count }, (_, i) => ({
    ...first,
    cameraId: `draft${String(i).padStart(7, '0')}`,
    name: `Draft ${i}`,
    lifecycle: 'draft' as const,
    position: [lon + (i % 50) / 1_000, lat + Math.floor(i / 50) / 1_000] as const,
  }));
}
