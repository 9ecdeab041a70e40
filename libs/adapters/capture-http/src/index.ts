export { HttpSource } from './http-source.ts';
export { type HttpSourceOptions } from './http-source-options.ts';
