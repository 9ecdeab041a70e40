import type { ExchangeFormat } from '@vialog/contracts';

/** The format of a camera list by its name and the beginning of its text; the person can choose another one. */
export function guessFormat(name: string, text: string): ExchangeFormat {
  if (/\.xml$/i.test(name) || text.trimStart().startsWith('<')) return 'gb28181';
  if (/\.geojson$/i.test(name) || text.includes('"FeatureCollection"')) return 'geojson';
  if (text.includes('"APEListObject"')) return 'gat1400';
  return /\.json$/i.test(name) || /^\s*[[{]/.test(text) ? 'otcm' : 'csv';
}
