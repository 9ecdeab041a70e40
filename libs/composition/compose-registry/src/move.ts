// Without Nest, for the command line.
export { moveRegistry, type MovedRegistry, type MoveRegistryOptions } from '@vialog/registry-sql';
