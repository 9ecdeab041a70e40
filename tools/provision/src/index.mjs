export { needs, needsNamed } from './needs.mjs';
export { ensure, mayFetch, mayInstall } from './ensure.mjs';
export { report } from './report.mjs';
