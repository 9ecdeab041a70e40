import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'compose-registry', rootDir: import.meta.dirname };
