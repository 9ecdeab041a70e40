/** Lower case and compatibility forms (NFKC): the form in which every store sorts and searches names. */
export function foldName(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

export interface NameKey {
  readonly name: string;
  readonly id: string;
}

/** Order of lists: by folded name, then id, both by code point (the byte order of UTF-8). */
export function compareNames(a: NameKey, b: NameKey): number {
  return compareCodePoints(foldName(a.name), foldName(b.name)) || compareCodePoints(a.id, b.id);
}

/**
 * The folded name in a form whose JavaScript order (UTF-16 code units) is the order of code points: surrogates are moved
 * above U+E000 to U+FFFF. Lists of many cameras compare it instead of splitting names into code points.
 */
export function sortKeyOf(name: string): string {
  return foldName(name).replaceAll(/[\uD800-\uFFFF]/g, (unit) => {
    const code = unit.charCodeAt(0);
    return String.fromCharCode(code >= 0xe000 ? code - 0x800 : code + 0x2000);
  });
}

function compareCodePoints(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i += 1) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Text in which a camera is searched: name, code and tags, folded, one per line. */
export function searchTextOf(camera: {
  name: string;
  code?: string | undefined;
  tags: readonly string[];
}): string {
  return foldName([camera.name, camera.code ?? '', ...camera.tags].join('\n'));
}

/** Order of cameras in lists: by folded name, then id. */
export const compareCameras = (a: NamedCamera, b: NamedCamera): number =>
  compareNames({ name: a.name, id: a.cameraId }, { name: b.name, id: b.cameraId });

type NamedCamera = { readonly name: string; readonly cameraId: string };
