import { completeZone, zone, zonesInput, type ErrorDetail, type ZoneInput } from '@vialog/contracts';
import { draftOfInput, type DraftZone } from './zone-draft.ts';

export type ZoneFile =
  | { readonly kind: 'zones'; readonly zones: readonly DraftZone[] }
  | { readonly kind: 'noJson' }
  | { readonly kind: 'invalid'; readonly problems: readonly ErrorDetail[] };

/**
 * Reads zones from JSON and checks them with the contract. `savedIds` are the zones that the camera has. Import this file
 * when it is needed only: the validation library is larger than the editor.
 */
export function readZoneFile(text: string, savedIds: readonly string[]): ZoneFile {
  const json = parseJson(text);
  if (json === undefined) return { kind: 'noJson' };
  const body: unknown = Array.isArray(json) ? { zones: json } : json;
  const read = zonesInput.safeParse(body);
  if (!read.success) return { kind: 'invalid', problems: detailsOf(read.error, []) };
  const problems = read.data.zones.flatMap((input, index) => {
    const checked = zone.safeParse(completeZone(input));
    return checked.success ? [] : detailsOf(checked.error, ['zones', index]);
  });
  if (problems.length > 0) return { kind: 'invalid', problems };
  return { kind: 'zones', zones: drawnZones(read.data.zones, savedIds) };
}

const drawnZones = (zones: readonly ZoneInput[], savedIds: readonly string[]): DraftZone[] =>
  zones.filter((each) => each.zoneId !== 'view').map((each) => draftOfInput(each, savedIds));

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

interface Issues {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

const detailsOf = ({ issues }: Issues, before: readonly PropertyKey[]): ErrorDetail[] =>
  issues.map(({ path, message }) => ({ path: [...before, ...path].join('.'), message }));
