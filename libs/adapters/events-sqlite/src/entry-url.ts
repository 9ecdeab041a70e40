/** URL of an entry file of this library, next to this file: TypeScript under `@vialog/source`, JavaScript when built. */
export function entryUrl(name: string): URL {
  return new URL(`./${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
}

/** Options of Node.js with which an entry finds the sources of the workspace. */
export const entryOptions: string[] = import.meta.url.endsWith('.ts')
  ? ['--conditions=@vialog/source', '--disable-warning=ExperimentalWarning']
  : [];
