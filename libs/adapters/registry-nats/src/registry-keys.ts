/** Keys of the registry's bucket: one per version of a camera, and one per camera that was erased. */
export const versionKey = (cameraId: string, version: number): string => `${cameraId}.${version}`;
export const erasedKey = (cameraId: string): string => `erased.${cameraId}`;

export type RegistryKey =
  | { readonly kind: 'version'; readonly cameraId: string; readonly version: number }
  | { readonly kind: 'erased'; readonly cameraId: string };

/** What a key means; undefined where it is none of ours. */
export function readKey(key: string): RegistryKey | undefined {
  const [first = '', second = '', ...more] = key.split('.');
  if (more.length > 0) return undefined;
  if (first === 'erased') return { kind: 'erased', cameraId: second };
  return /^\d+$/.test(second) ? { kind: 'version', cameraId: first, version: Number(second) } : undefined;
}
