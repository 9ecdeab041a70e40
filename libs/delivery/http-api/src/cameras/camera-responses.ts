import {
  cameraResponseOf,
  type Camera,
  type CameraResponse,
  type CameraHealth,
  type CamerasPage,
  type CameraSummariesPage,
  type CameraSummary,
  type RegisteredCamera,
} from '@vialog/contracts';
import {
  streamWarnings,
  summarizeZone,
  type CameraEntry,
  type ListedCameras,
  type Registry,
} from '@vialog/registry';

/** Stored cameras contain encrypted secrets, which no response contains. */
export const toCameraResponse = async (stored: Promise<Camera>): Promise<CameraResponse> =>
  cameraResponseOf(await stored);

/** The response to a registration or a change. */
export async function toStoredResponse(
  registry: Pick<Registry, 'cameras'>,
  stored: Promise<Camera>,
): Promise<RegisteredCamera> {
  const camera = await stored;
  const { cameraId, stream } = camera;
  return { ...cameraResponseOf(camera), warnings: streamWarnings(registry, { cameraId, url: stream.url }) };
}

export async function toVersions(
  stored: Promise<readonly Camera[]>,
): Promise<{ items: CameraResponse[]; nextCursor: null }> {
  return { items: (await stored).map(cameraResponseOf), nextCursor: null };
}

export async function toCameraResponses(listed: Promise<ListedCameras>): Promise<CamerasPage> {
  const { items, ...rest } = await listed;
  return { items: items.map(({ camera }) => cameraResponseOf(camera)), ...rest };
}

export async function toSummaries(
  listed: Promise<ListedCameras>,
  healthOf: (camera: Camera) => CameraHealth,
): Promise<CameraSummariesPage> {
  const { items, ...rest } = await listed;
  return { items: items.map((entry) => summaryOf(entry, healthOf(entry.camera))), ...rest };
}

function summaryOf({ camera, region, facets }: CameraEntry, health: CameraHealth): CameraSummary {
  const { cameraId, version, validFromAt, name, code, lifecycle, position } = camera;
  const { heading, fieldOfView, tags, groups, streamKind, timeZone, recorderLink } = camera;
  return {
    cameraId,
    version,
    validFromAt,
    name,
    code,
    lifecycle,
    position,
    heading,
    fieldOfView,
    tags,
    groups,
    streamKind,
    timeZone,
    recorderLink,
    region,
    modelId: camera.model.modelId,
    owner: camera.governance.owner,
    siteIds: [...facets.site.values],
    zones: camera.zones.map(summarizeZone),
    health,
  };
}
