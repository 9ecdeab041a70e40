import { z } from 'zod';

/** `read`: must be there; `write`: made where it is missing, and something can be put into it. */
export type FolderUse = 'read' | 'write';

const folders = z.registry<{ use: FolderUse }>();

/** Marks a variable as a folder that is looked at before anything starts. */
export function folder<T extends z.ZodType>(variable: T, use: FolderUse): T {
  folders.add(variable, { use });
  return variable;
}

/** Also after `.describe()`, like `isSecret`. */
export const folderUseOf = (variable: z.ZodType): FolderUse | undefined => folders.get(variable)?.use;
