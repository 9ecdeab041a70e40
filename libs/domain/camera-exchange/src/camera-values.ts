import { maskedValue, missingStreamUrl, type Camera, type CoordinateSystem } from '@vialog/contracts';
import type { FieldName } from './camera-fields.ts';
import { fromWgs84 } from './coordinates.ts';

export type ExportValue = string | number | boolean | readonly string[];

/** Names of URL parameters that carry credentials. */
const secretParameter =
  /^(user(name)?|usr|loginuse|login|pass(word|wd)?|pwd|loginpas|pw|token|auth|key|api_?key|secret|sig(nature)?)$/i;

/**
 * The URL of a stream for export; undefined for one that is missing and for one with credentials in any form. The import
 * of a file without the URL leaves the registered one unchanged.
 */
export function exportedUrl(url: string): string | undefined {
  if (url === missingStreamUrl || url.includes(maskedValue) || !URL.canParse(url)) return undefined;
  const { username, password, searchParams } = new URL(url);
  const hasSecret =
    username !== '' || password !== '' || [...searchParams.keys()].some((name) => secretParameter.test(name));
  return hasSecret ? undefined : url;
}

/** Position in the coordinate system of the export, with enough digits to convert it back to the stored one. */
export function exportedPosition(camera: Camera, crs: CoordinateSystem): readonly [number, number] {
  const [lon, lat] = fromWgs84(camera.position, crs);
  const digits = crs === 'wgs84' ? 6 : 8;
  return [Number(lon.toFixed(digits)), Number(lat.toFixed(digits))];
}

/** Every field of a camera that has a value, by the names of the CSV columns. Empty texts and lists are left out. */
export function cameraValues(camera: Camera, crs: CoordinateSystem): Map<FieldName, ExportValue> {
  const [longitude, latitude] = exportedPosition(camera, crs);
  const { governance: duty, stream } = camera;
  const all: Readonly<Record<FieldName, ExportValue | undefined>> = {
    cameraId: camera.cameraId,
    code: camera.code,
    name: camera.name,
    longitude,
    latitude,
    heading: camera.heading,
    fieldOfView: camera.fieldOfView,
    height: camera.height,
    tilt: camera.tilt,
    indoor: camera.indoor,
    maker: camera.maker,
    hardwareModel: camera.hardwareModel,
    recorderLink: camera.recorderLink,
    tags: camera.tags,
    groups: camera.groups,
    timeZone: camera.timeZone,
    streamUrl: exportedUrl(stream.url),
    transport: stream.transport,
    refreshMs: stream.refreshMs,
    certificateSha256: stream.certificateSha256,
    aspectRatio: stream.aspectRatio,
    lifecycle: camera.lifecycle,
    owner: duty.owner,
    contact: duty.contact,
    purpose: duty.purpose,
    legalBasis: duty.legalBasis,
    noticeUrl: duty.noticeUrl,
    terms: duty.terms,
    attribution: duty.attribution,
    endsAt: duty.endsAt,
    confirmedAt: duty.confirmedAt,
  };
  const stated = Object.entries(all).filter(([, value]) => !isEmpty(value));
  return new Map(stated as [FieldName, ExportValue][]);
}

const isEmpty = (value: ExportValue | undefined): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
