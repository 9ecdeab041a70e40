export { HttpSource, type HttpSourceOptions } from './http-source.ts';
