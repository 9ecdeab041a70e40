import type {
  AttentionList,
  CameraResponse,
  CameraHealth,
  CameraSummariesPage,
  CameraSummary,
  MapResponse,
  ZoneSummary,
} from '@vialog/contracts';

/** A mock camera and its health. */
export interface ListedCamera {
  readonly camera: CameraResponse;
  readonly health: CameraHealth;
}

/** A page of the camera list, with the filters that the console uses in tests. */
export function summariesResponse(
  listed: readonly ListedCamera[],
  query: URLSearchParams,
): CameraSummariesPage {
  const found = matching(listed, query);
  const offset = Number(query.get('offset') ?? 0);
  return {
    items: found.slice(offset, offset + Number(query.get('limit') ?? 100)).map(summaryOf),
    total: found.length,
    nextCursor: null,
    facets: {
      state: tally(found.map(({ camera, health }) => stateOf(camera, health))),
      lifecycle: tally(found.map(({ camera }) => camera.lifecycle)),
      tag: tally(found.flatMap(({ camera }) => camera.tags)),
    },
  };
}

/** The cameras on the map; the mock town is too small for clusters. */
export function mapResponse(listed: readonly ListedCamera[], query: URLSearchParams): MapResponse {
  const items = matching(listed, query).map(({ camera, health }) => ({
    cameraId: camera.cameraId,
    name: camera.name,
    position: camera.position,
    heading: camera.heading,
    fieldOfView: camera.fieldOfView,
    lifecycle: camera.lifecycle,
    streamKind: camera.streamKind,
    state: stateOf(camera, health),
    zones: camera.zones.map(summarizeZone),
  }));
  return { items, clusters: [], total: items.length };
}

export function attentionResponse(listed: readonly ListedCamera[]): AttentionList {
  const items = listed
    .filter(({ camera, health }) => ['offline', 'degraded'].includes(stateOf(camera, health)))
    .map(({ camera: { cameraId, name }, health }) => ({
      cameraId,
      name,
      urgency: 'not_measured' as const,
      health,
      meaning: 'The stream cannot be opened; its slots are gaps.',
      action: 'Check power and network of the camera.',
    }));
  return { items, total: items.length };
}

function matching(listed: readonly ListedCamera[], query: URLSearchParams): readonly ListedCamera[] {
  const has = (name: string, value: string) => !query.has(name) || query.getAll(name).includes(value);
  const words = (query.get('text') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return listed.filter(({ camera, health }) => {
    const text = [camera.name, camera.code ?? '', ...camera.tags].join('\n').toLowerCase();
    return (
      has('id', camera.cameraId) &&
      has('lifecycle', camera.lifecycle) &&
      (!query.has('site') ||
        camera.zones.some(({ siteId }) => siteId !== undefined && has('site', siteId))) &&
      has('state', stateOf(camera, health)) &&
      (!query.has('tag') || camera.tags.some((tag) => has('tag', tag))) &&
      words.every((word) => text.includes(word))
    );
  });
}

const stateOf = ({ lifecycle }: CameraResponse, { state }: CameraHealth): CameraHealth['state'] =>
  lifecycle === 'active' ? state : 'stopped';

function summaryOf({ camera, health }: ListedCamera): CameraSummary {
  const { model, governance, zones, ...fields } = camera;
  return {
    ...fields,
    region: 'main',
    modelId: model.modelId,
    owner: governance.owner,
    siteIds: [...new Set(zones.flatMap(({ siteId }) => siteId ?? []))],
    zones: zones.map(summarizeZone),
    health: { ...health, state: stateOf(camera, health) },
  };
}

const summarizeZone = ({ zoneId, name, kind, role, capacity }: ZoneSummary): ZoneSummary => ({
  zoneId,
  name,
  kind,
  role,
  capacity,
});

function tally(values: readonly string[]) {
  const numbers = new Map<string, number>();
  for (const value of values) numbers.set(value, (numbers.get(value) ?? 0) + 1);
  return { values: [...numbers].map(([value, cameras]) => ({ value, cameras })), more: 0 };
}
