import { z } from 'zod';

/** `read`: the folder must exist; `write`: it is created if missing and must be writable. */
export type FolderUse = 'read' | 'write';

const folders = z.registry<{ use: FolderUse }>();

/** Marks a variable as a folder that is checked before the start. */
export function folder<T extends z.ZodType>(variable: T, use: FolderUse): T {
  folders.add(variable, { use });
  return variable;
}

/** Also after `.describe()`, like `isSecret`. */
export const folderUseOf = (variable: z.ZodType): FolderUse | undefined => folders.get(variable)?.use;
