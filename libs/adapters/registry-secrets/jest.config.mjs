import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'registry-secrets', rootDir: import.meta.dirname };
