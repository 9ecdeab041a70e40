import type { Camera, Site, Suggestion, SuggestionKind, SuggestionsQuery } from '@vialog/contracts';
import { allSites } from '../all-sites.ts';
import { foldName } from '../name-order.ts';
import type { CameraEntry } from './camera-entry.ts';
import type { CameraListPorts } from './camera-read-model.port.ts';
import { pinyinKeys } from './pinyin-keys.ts';

/** A name that can be suggested. */
interface Candidate {
  readonly suggestion: Suggestion;
  /** Folded texts by which it is found. */
  readonly keys: readonly string[];
  /** Pinyin spellings, found by their beginning only: a part of them is a part of a syllable. */
  readonly spellings: readonly string[];
}

/** Equal, beginning of the text, beginning of a word, any part. */
const ranks = 4;
/** A pinyin spelling ranks as the beginning of a text. */
const spelledRank = 1;

/** Names of cameras, sites, tags, groups and zones that match a text, best first; without retired cameras. */
export async function suggestNames(
  ports: Omit<CameraListPorts, 'healthOf'>,
  query: SuggestionsQuery,
): Promise<Suggestion[]> {
  const text = foldName(query.text).trim();
  if (text === '') return [];
  const wanted = new Set<SuggestionKind>(query.kind ?? ['camera', 'site', 'tag', 'group', 'zone']);
  const sites = wanted.has('site') ? await allSites(ports.sites) : [];
  const { camera, tag, group, zone } = candidatesOf(ports.cameras.entries());
  const candidates: Record<SuggestionKind, readonly Candidate[]> = {
    site: sites.map(siteCandidate),
    group,
    tag,
    camera,
    zone,
  };
  const byRank: Suggestion[][] = Array.from({ length: ranks }, () => []);
  for (const kind of Object.keys(candidates) as SuggestionKind[]) {
    if (!wanted.has(kind)) continue;
    for (const candidate of candidates[kind]) byRank[rankOf(candidate, text)]?.push(candidate.suggestion);
  }
  return byRank.flat().slice(0, query.limit);
}

function rankOf({ keys, spellings }: Candidate, text: string): number {
  const rank = Math.min(...keys.map((key) => rankOfKey(key, text)));
  return rank === ranks && spellings.some((spelling) => spelling.startsWith(text)) ? spelledRank : rank;
}

function rankOfKey(key: string, text: string): number {
  const at = key.indexOf(text);
  if (at < 0) return ranks;
  if (at === 0) return key.length === text.length ? 0 : 1;
  return beginsWord(key, text, at) ? 2 : 3;
}

function beginsWord(key: string, text: string, first: number): boolean {
  for (let at = first; at >= 0; at = key.indexOf(text, at + 1))
    if (!/[\p{L}\p{N}]/u.test(key[at - 1] ?? ' ')) return true;
  return false;
}

type CameraCandidates = Readonly<Record<Exclude<SuggestionKind, 'site'>, readonly Candidate[]>>;

/** Built once per list: the read model returns the same list until a camera changes. */
const known = new WeakMap<readonly CameraEntry[], CameraCandidates>();

function candidatesOf(entries: readonly CameraEntry[]): CameraCandidates {
  const before = known.get(entries);
  if (before) return before;
  const shown = entries.map(({ camera }) => camera).filter(({ lifecycle }) => lifecycle !== 'retired');
  const candidates = {
    camera: shown.map(cameraCandidate),
    tag: wordCandidates('tag', shown, (camera) => camera.tags),
    group: wordCandidates('group', shown, (camera) => camera.groups),
    zone: wordCandidates('zone', shown, (camera) => camera.zones.map((zone) => zone.name)),
  };
  known.set(entries, candidates);
  return candidates;
}

/** Built once per version: pinyin of all names again after each change of one camera takes too long. */
const knownCameras = new WeakMap<Camera, Candidate>();

function cameraCandidate(camera: Camera): Candidate {
  const before = knownCameras.get(camera);
  if (before) return before;
  const { cameraId, name, code } = camera;
  const coded = code === undefined ? {} : { code };
  const keys = [foldName(name), ...(code === undefined ? [] : [foldName(code)])];
  const suggestion = { kind: 'camera' as const, name, id: cameraId, ...coded };
  const candidate = { suggestion, keys, spellings: pinyinKeys(name) };
  knownCameras.set(camera, candidate);
  return candidate;
}

const siteCandidate = ({ siteId, name }: Site): Candidate => ({
  suggestion: { kind: 'site', name, id: siteId },
  keys: [foldName(name)],
  spellings: pinyinKeys(name),
});

/** Different words of cameras, most frequent first. */
function wordCandidates(
  kind: 'tag' | 'group' | 'zone',
  cameras: readonly Camera[],
  wordsOf: (camera: Camera) => readonly string[],
): readonly Candidate[] {
  const counts = new Map<string, number>();
  for (const camera of cameras)
    for (const word of new Set(wordsOf(camera))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([name, count]) => ({
      suggestion: { kind, name, cameras: count },
      keys: [foldName(name)],
      spellings: pinyinKeys(name),
    }));
}
