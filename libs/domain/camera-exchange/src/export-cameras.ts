import {
  VialogError,
  type Camera,
  type CoordinateSystem,
  type ExchangeFormat,
  type ExportQuery,
} from '@vialog/contracts';
import { foldName, type NewestCameras } from '@vialog/registry';
import { writeCsv } from './write-csv.ts';
import { writeGat1400 } from './write-gat1400.ts';
import { writeGb28181 } from './write-gb28181.ts';
import { writeGeoJson } from './write-geojson.ts';
import { writeOtcm } from './write-otcm.ts';

export interface CameraExport {
  readonly mediaType: string;
  readonly fileName: string;
  /** Cameras that the format cannot hold: GB/T 28181 and GA/T 1400 need a 20-digit code. */
  readonly leftOut: number;
  /** The file, piece by piece. */
  readonly pieces: Iterable<string>;
}

/**
 * Writes the newest versions of cameras as a list, by name. Credentials are never written: neither passwords nor stream
 * URLs that contain them.
 * @throws {VialogError} VALIDATION_FAILED for GeoJSON in another coordinate system than WGS-84
 */
export function exportCameras(
  registry: { readonly cameras: Pick<NewestCameras, 'newest'> },
  query: ExportQuery,
): CameraExport {
  const { format, crs } = query;
  if (format === 'geojson' && crs !== 'wgs84') throw geoJsonIsWgs84(crs);
  const found = registry.cameras.newest().filter((camera) => isSelected(camera, query));
  const written = needsCode(format) ? found.filter((camera) => /^\d{20}$/.test(camera.code ?? '')) : found;
  const pieces = writers[format](sorted(written), crs);
  return { ...files[format], leftOut: found.length - written.length, pieces };
}

const writers: Readonly<
  Record<ExchangeFormat, (cameras: readonly Camera[], crs: CoordinateSystem) => Iterable<string>>
> = {
  csv: writeCsv,
  geojson: writeGeoJson,
  otcm: writeOtcm,
  gb28181: writeGb28181,
  gat1400: writeGat1400,
};

const files: Readonly<Record<ExchangeFormat, Pick<CameraExport, 'mediaType' | 'fileName'>>> = {
  csv: { mediaType: 'text/csv; charset=utf-8; header=present', fileName: 'cameras.csv' },
  geojson: { mediaType: 'application/geo+json', fileName: 'cameras.geojson' },
  otcm: { mediaType: 'application/json', fileName: 'cameras.json' },
  gb28181: { mediaType: 'application/xml', fileName: 'cameras-gb28181.xml' },
  gat1400: { mediaType: 'application/json', fileName: 'cameras-gat1400.json' },
};

const needsCode = (format: ExchangeFormat): boolean => format === 'gb28181' || format === 'gat1400';

function isSelected(camera: Camera, { lifecycle, group, site }: ExportQuery): boolean {
  if (lifecycle === undefined ? camera.lifecycle === 'retired' : camera.lifecycle !== lifecycle) return false;
  if (group !== undefined && !camera.groups.includes(group)) return false;
  return site === undefined || camera.zones.some((zone) => zone.siteId === site);
}

function sorted(cameras: readonly Camera[]): Camera[] {
  const keyed = cameras.map((camera) => ({ camera, key: `${foldName(camera.name)}\n${camera.cameraId}` }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ camera }) => camera);
}

function geoJsonIsWgs84(crs: CoordinateSystem): VialogError {
  const message = `GeoJSON is always in WGS-84 (RFC 7946): expected crs=wgs84, found crs=${crs}. Choose csv for another coordinate system.`;
  return new VialogError('VALIDATION_FAILED', message, { details: [{ path: 'crs', message }] });
}
