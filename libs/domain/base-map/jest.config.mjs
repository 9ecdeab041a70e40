import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'base-map', rootDir: import.meta.dirname };
