import type { Alert } from '@vialog/contracts';
import type { CameraDirectory, SiteDirectory } from '@vialog/registry';

export interface PlaceDirectories {
  readonly cameras: Pick<CameraDirectory, 'latest'>;
  readonly sites: Pick<SiteDirectory, 'site'>;
}

export interface PlaceDescription {
  /** Absent for all places of a rule. */
  readonly name: string | undefined;
  /** IANA name of the time zone of the camera that raised the alert; UTC if it was deleted. */
  readonly timeZone: string;
}

/** The name of the place of an alert; its id if it was deleted. */
export async function describePlace(
  directories: PlaceDirectories,
  { place, firstCameraId }: Pick<Alert, 'place' | 'firstCameraId'>,
): Promise<PlaceDescription> {
  const first = await directories.cameras.latest(firstCameraId);
  return { name: await nameOf(place, directories), timeZone: first?.timeZone ?? 'UTC' };
}

async function nameOf(
  { cameraId, zoneId, siteId }: Alert['place'],
  { cameras, sites }: PlaceDirectories,
): Promise<string | undefined> {
  if (cameraId === undefined)
    return siteId === undefined ? undefined : ((await sites.site(siteId))?.name ?? siteId);
  const camera = await cameras.latest(cameraId);
  const zone = camera?.zones.find((each) => each.zoneId === zoneId && zoneId !== 'view');
  const name = camera?.name ?? cameraId;
  return zone ? `${name} · ${zone.name}` : name;
}
