import { join } from 'node:path';
import ts from 'typescript';

/** Relative imports between files: path → imported paths. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/**
 * Reads the relative imports of files, also those of types only and those of `import()`.
 * @param files paths relative to the root
 * @param read returns the text of a path
 */
export function importGraph(files: readonly string[], read: (path: string) => string): ImportGraph {
  const known = new Set(files);
  const importsOf = (path: string): string[] =>
    ts
      .preProcessFile(read(path), true, true)
      .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
      .map(({ fileName }) => join(path, '..', fileName))
      .filter((imported) => known.has(imported));
  return new Map(files.map((path) => [path, importsOf(path)]));
}

/** Returns one cycle for each group of files that import each other, as the paths along the cycle. */
export function importCycles(graph: ImportGraph): string[][] {
  const cycles: string[][] = [];
  const visited = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) cycles.push([...trail.slice(start), path]);
    if (visited.has(path)) return;
    visited.add(path);
    for (const imported of graph.get(path) ?? []) visit(imported, [...trail, path]);
  };
  for (const path of graph.keys()) visit(path, []);
  return cycles;
}
