export { openAccess, type AccessOptions } from './open-access.ts';
