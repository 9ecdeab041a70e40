/** Keys of the registry bucket: one per camera version, one per erased camera, and one that marks a complete copy. */
export const versionKey = (cameraId: string, version: number): string => `${cameraId}.${version}`;
export const erasedKey = (cameraId: string): string => `erased.${cameraId}`;
export const epochKey = 'epoch';

export type RegistryKey =
  | { readonly kind: 'version'; readonly cameraId: string; readonly version: number }
  | { readonly kind: 'erased'; readonly cameraId: string }
  | { readonly kind: 'epoch' };

/** Parses a key. Returns undefined for keys of other software. */
export function readKey(key: string): RegistryKey | undefined {
  if (key === epochKey) return { kind: 'epoch' };
  const [first = '', second = '', ...more] = key.split('.');
  if (more.length > 0) return undefined;
  if (first === 'erased') return { kind: 'erased', cameraId: second };
  return /^\d+$/.test(second) ? { kind: 'version', cameraId: first, version: Number(second) } : undefined;
}
