import type { ArchiveMap } from '@vialog/base-map';
import { tileFormats, type TileFormat } from './tile-formats.ts';

interface ArchiveFacts {
  readonly format: TileFormat;
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly extent: ArchiveMap['extent'];
  /** Metadata of the archive: JSON with `vector_layers` and `attribution`. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

/**
 * Description of a map from the facts of its archive.
 * @throws {Error} when vector tiles have no list of layers
 */
export function archiveMap({ format, minZoom, maxZoom, extent, metadata }: ArchiveFacts): ArchiveMap {
  const common = { minZoom, maxZoom, extent };
  const attribution = plainText(metadata.attribution);
  const map = attribution === undefined ? common : { ...common, attribution };
  if (tileFormats[format].kind === 'raster') return { kind: 'raster', ...map };
  return { kind: 'vector', ...map, layers: layerNames(metadata.vector_layers) };
}

function layerNames(layers: unknown): string[] {
  const names = Array.isArray(layers) ? layers.map((layer: { id?: unknown } | null) => layer?.id) : [];
  const texts = names.filter((name) => typeof name === 'string');
  if (texts.length === 0) throw new Error('expected a list "vector_layers" in its metadata; found none');
  return texts;
}

/** Attributions of map data are HTML with links; the console shows text. */
function plainText(html: unknown): string | undefined {
  if (typeof html !== 'string') return undefined;
  const text = html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&copy;', '©')
    .replaceAll('&amp;', '&')
    .trim();
  return text === '' ? undefined : text;
}
