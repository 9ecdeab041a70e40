/** Where an entry of this library lies: beside this file, as source under `@vialog/source`, as JavaScript when built. */
export function entryUrl(name: string): URL {
  return new URL(`./${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
}

/** Options of Node an entry needs to find the workspaces' sources. */
export const entryOptions: string[] = import.meta.url.endsWith('.ts')
  ? ['--conditions=@vialog/source', '--disable-warning=ExperimentalWarning']
  : [];
