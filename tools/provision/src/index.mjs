export { needs, needsNamed } from './needs.mjs';
export { ensure, mayInstall } from './ensure.mjs';
export { report } from './report.mjs';
