export { KeyRing } from './key-ring.ts';
export { newKey, type SecretKey } from './key-file.ts';
export { PublicKeySealer, writePublicKeyFile } from './public-key-file.ts';
