// Without Nest, for the command line.
export { rotateSecretKeys, type RotatedSecrets, type RotateSecretKeysOptions } from './rotate-secret-keys.ts';
